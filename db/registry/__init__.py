"""The registry as people keep it: its rows, its files, and the table of the national register."""
