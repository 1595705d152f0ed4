"""The map and its lists: one set of points in three layers, resources that people propose, open exports."""
