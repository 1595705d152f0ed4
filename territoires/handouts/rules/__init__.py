"""Decisions of paper, without Django: what fits, which words can be printed, in which language we say welcome."""
