"""What changes networks, partners, sponsors and mandates."""

from territoires.networks.actions.editing import (
    CannotOverwrite,
    CannotUndo,
    add_category,
    add_network,
    add_partner,
    add_sponsor,
    save_category,
    save_network,
    save_partner,
    save_sponsor,
    undo_save,
)
from territoires.networks.actions.loading import load_networks
from territoires.networks.actions.mandates import end_delegate, end_mandates, name_delegate

__all__ = [
    "CannotOverwrite",
    "CannotUndo",
    "add_category",
    "add_network",
    "add_partner",
    "add_sponsor",
    "end_delegate",
    "end_mandates",
    "load_networks",
    "name_delegate",
    "save_category",
    "save_network",
    "save_partner",
    "save_sponsor",
    "undo_save",
]
