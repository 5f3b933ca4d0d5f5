"""The statistical detector: counts of n-grams of characters, candidates by sound and shape, and a small model."""
