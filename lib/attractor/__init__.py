"""Transformers as associative memory: what the chapters of the book import.

Each room stands for itself: `attractor.memory`, `attractor.theory`,
`attractor.show`, `attractor.check`. Importing `attractor` loads none of them.
"""

__version__ = "0.1.0"
