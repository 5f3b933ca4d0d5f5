"""One module a CMS style: how it addresses its pages and what its markup looks like."""
