"""The Model Context Protocol: assistants look things up in a workspace, and change nothing in it."""
