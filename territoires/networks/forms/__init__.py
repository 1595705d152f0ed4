"""The coordination's forms: networks with their relations, partners, sponsors. They neither save nor send."""

from territoires.networks.forms.editing import EditForm
from territoires.networks.forms.networks import NetworkForm
from territoires.networks.forms.partners import CategoryForm, PartnerForm, SponsorForm

__all__ = ["CategoryForm", "EditForm", "NetworkForm", "PartnerForm", "SponsorForm"]
