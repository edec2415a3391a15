"""The review desk: from a request to a page, and from a form to a step that is kept."""
