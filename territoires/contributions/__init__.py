"""The five doors: whatever somebody brings in gets a reference, a consent receipt, a review state, a withdrawal.

A contribution does not know what it is about: `kind` and `scope` are keys given by the context above, which also
decides who may review it.
"""
