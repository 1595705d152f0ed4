"""Who may do what with a local group. Every row is fetched from a queryset bound to the person: there is no other way
in, so a number or an address typed by hand leads nowhere."""

from territoires.groups.permissions.buddies import fetch_buddy_for
from territoires.groups.permissions.cards import CardHolder, fetch_card, fetch_join_link
from territoires.groups.permissions.groups import (
    ANIMATE,
    COORDINATE,
    EDIT,
    FOLLOW,
    GROUP_SCOPE,
    INSIDE,
    MESSAGES,
    PROPOSAL,
    READ,
    REPORT,
    animated_scopes,
    can_coordinate_group,
    can_edit_group,
    can_follow_group,
    fetch_animator_for,
    fetch_change_for,
    fetch_group_for,
    fetch_invitation_for,
    fetch_message_for,
    fetch_note_for,
    fetch_proposal_for,
    fetch_report_for,
    fetch_visible_group_for,
    groups_for,
    messages_for,
    network_groups,
    notes_for,
    proposals_for,
    reports_for,
    scopes_of,
)
from territoires.groups.permissions.people import (
    animated_groups,
    animates,
    fetch_card_for,
    fetch_ended_member_for,
    fetch_hand_over_for,
    fetch_link_for,
    fetch_member_for,
    inside_groups,
    is_inside,
    own_membership,
    people_for,
    undoable_hand_overs,
)

__all__ = [
    "ANIMATE", "COORDINATE", "EDIT", "FOLLOW", "GROUP_SCOPE", "INSIDE", "MESSAGES", "PROPOSAL", "READ", "REPORT",
    "CardHolder", "animated_groups", "animated_scopes", "animates", "can_coordinate_group", "can_edit_group",
    "can_follow_group", "fetch_animator_for", "fetch_buddy_for", "fetch_card", "fetch_card_for", "fetch_change_for",
    "fetch_ended_member_for", "fetch_group_for", "fetch_hand_over_for", "fetch_invitation_for", "fetch_join_link",
    "fetch_link_for", "fetch_member_for", "fetch_message_for", "fetch_note_for", "fetch_proposal_for",
    "fetch_report_for", "fetch_visible_group_for", "groups_for", "inside_groups", "is_inside", "messages_for",
    "network_groups", "notes_for", "own_membership", "people_for", "proposals_for", "reports_for", "scopes_of",
    "undoable_hand_overs",
]  # fmt: skip
