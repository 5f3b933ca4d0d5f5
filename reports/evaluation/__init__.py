"""Evaluation circulars (绩效评估通报) as data: read, written again, held against themselves."""
