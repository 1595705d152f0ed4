"""The path in seven small steps, begun before the group exists, carried by several people under one reference."""
