"""One module a site of the demo city: its columns, its faults and its look-alikes."""
