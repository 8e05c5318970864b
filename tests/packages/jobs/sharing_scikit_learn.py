# What threads may do with estimators of scikit-learn.
# needs: python3-joblib python3-threadpoolctl
# suite: unstable
# wheels: numpy scipy scikit-learn
import numpy as np
from _together import together
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

draw = np.random.default_rng(5)
X = draw.random((400, 6))
y = (X[:, 0] + X[:, 1] * X[:, 2] > 0.8).astype(int)
KINDS = (LogisticRegression(), SVC(), DecisionTreeClassifier(random_state=0), KNeighborsClassifier(), RandomForestClassifier(10, random_state=0),
         HistGradientBoostingClassifier(max_iter=10, random_state=0), make_pipeline(StandardScaler(), LogisticRegression()))

# Each thread fits an estimator of its own, to the same data. Then all ask one that was fitted.
for kind in KINDS:
    known = kind.fit(X, y).predict(X)
    fitted = together(lambda i: clone(kind).fit(X, y).predict(X))
    asked = together(lambda i: kind.predict(X), times=3)
    print(type(kind).__name__, all(np.array_equal(known, part) for part in fitted + asked))
print(len(set(together(lambda i: round(float(KMeans(4, n_init=1, random_state=0).fit(X).inertia_), 6)))))
words = TfidfVectorizer().fit(["the ash and the elm", "the oak", "elm and oak"])
print(len({part.tobytes() for part in together(lambda i: words.transform(["oak ash oak", "elm"]).toarray())}))

# expect: LogisticRegression True
# expect: SVC True
# expect: DecisionTreeClassifier True
# expect: KNeighborsClassifier True
# expect: RandomForestClassifier True
# expect: HistGradientBoostingClassifier True
# expect: Pipeline True
# expect: 1
# expect: 1
