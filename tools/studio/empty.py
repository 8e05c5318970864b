"""A script that does nothing: what running it takes is what starting and ending a program takes."""
