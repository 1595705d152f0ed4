"""Decisions about places: values in, values out, no Django.

folding · how names and typed words are made comparable     asking · what a typed text asks for
index   · every name of every place, ready to be looked up   search · the places a text names, best first
ranking · how well a name answers                            files  · the reference files of places/data
articles · « dans le Nord », « de l'Ain »                    distances · kilometres and boxes
"""

from territoires.places.rules.articles import in_department, of_department
from territoires.places.rules.distances import bounding_box, distance_km
from territoires.places.rules.records import PlaceHit

__all__ = ["PlaceHit", "bounding_box", "distance_km", "in_department", "of_department"]
