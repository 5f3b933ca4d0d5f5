"""Reading: bytes → facts, once, in one pass over one tree. `read_page` and `read_list` are the room's doors."""

from crawler.reading.page import further_requests, read_list, read_page
from crawler.reading.response import ListRequest, RawResponse, Reading

__all__ = ["ListRequest", "RawResponse", "Reading", "further_requests", "read_list", "read_page"]
