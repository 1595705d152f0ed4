"""Decisions, without Django: values in, value out. One module per idea, imported by its name.

entries · what may become of an entry, said in few words
calendar · dates, repeated dates, the clock of each place     agenda · texts to paste
lineage · what was born of what                                arcs · an idea drawn over the map
"""
