"""Page-shaped reads of the map.

truth    · which points there should be, read from groups, resources and sponsors
sets     · the one set that a filter names            counts  · how many, by department and in words
entries  · the lines of lists and popups              marks   · the marks of the interactive map
outlines · the drawings made by the server            exports · open data, row by row
"""
