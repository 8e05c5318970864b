# needs: python3-networkx
"""Paths, components, rank and flow in graphs, by NetworkX."""

import random

import networkx as nx

draw = random.Random(7)
g = nx.Graph()
for a in range(400):
    for b in draw.sample(range(400), 5):
        if a != b:
            g.add_edge(a, b, weight=draw.randrange(1, 100))
print(sum(nx.single_source_dijkstra_path_length(g, 0).values()))
print(sorted(map(len, nx.connected_components(g))), sum(d["weight"] for _, _, d in nx.minimum_spanning_edges(g, data=True)))
print(round(sum(nx.clustering(g).values()), 9), len(nx.greedy_color(g)))
centre = nx.betweenness_centrality(g, k=60, seed=3)
print(max(centre, key=centre.get))
d = nx.DiGraph()
for n in range(60):
    for m in draw.sample(range(60), 4):
        d.add_edge(n, m, capacity=draw.randrange(1, 20))
print(nx.maximum_flow_value(d, 0, 59), len(list(nx.strongly_connected_components(d))))
print(sum(1 for _ in nx.find_cliques(g)), nx.is_isomorphic(g.subgraph(range(30)), g.subgraph(range(30))))
