"""The picture that a link to one of our pages unfolds into, drawn by the server."""
