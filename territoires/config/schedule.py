"""What time does: one plain list, read by the clock (territoires.kit.clockwork)."""

from territoires.accounts import clock as accounts
from territoires.atlas import clock as atlas
from territoires.audit import clock as audit
from territoires.contributions import clock as contributions
from territoires.front import clock as front
from territoires.groups import clock as groups
from territoires.journal import clock as journal
from territoires.journey import clock as journey
from territoires.kit import clock as kit
from territoires.kit.clockwork import daily, every, weekly
from territoires.mailer import clock as mailer
from territoires.media import clock as media
from territoires.mirror import clock as mirror

SCHEDULE = [
    every("mailer.send_due_letters", mailer.send_due_letters, minutes=1),
    every("kit.forget_counts", kit.forget_counts, minutes=10),
    every("media.take_up_again", media.take_up_again, minutes=10),
    every("media.end_agreements", media.end_agreements, minutes=30),
    daily("kit.forget_tasks", kit.forget_tasks, at="03:10"),
    daily("contributions.purge_contributions", contributions.purge_contributions, at="03:20"),
    daily("groups.forget_revisions", groups.forget_revisions, at="03:24"),
    daily("groups.forget_notes", groups.forget_notes, at="03:26"),
    daily("mirror.forget_rounds", mirror.forget_rounds, at="03:28"),
    daily("journey.purge_journeys", journey.purge_journeys, at="03:22"),
    daily("groups.forget_people", groups.forget_people, at="03:27"),
    daily("groups.tend_cards", groups.tend_cards, at="03:28"),
    daily("groups.forget_ended", groups.forget_ended, at="03:29"),
    daily("groups.doubt_groups", groups.doubt_groups, at="04:10"),
    daily("groups.ask_groups", groups.ask_groups, at="09:02"),
    daily("groups.ask_quiet_groups", groups.ask_quiet_groups, at="09:10"),
    every("journal.publish_scheduled", journal.publish_scheduled, minutes=5),
    every("journal.tell_inspiring_groups", journal.tell_inspiring_groups, minutes=10),
    daily("journal.forget_entries", journal.forget_entries, at="03:08"),
    daily("journal.note_meetings", journal.note_meetings, at="03:12"),
    daily("journal.forget_old_meetings", journal.forget_old_meetings, at="03:28"),
    weekly("front.send_mondays", front.send_mondays, on=0, at="07:00"),
    daily("mailer.empty_old_letters", mailer.empty_old_letters, at="03:30"),
    daily("mailer.forget_old_letters", mailer.forget_old_letters, at="03:35"),
    daily("media.delete_leftovers", media.delete_leftovers, at="03:32"),
    daily("media.forget_removed", media.forget_removed, at="03:34"),
    daily("audit.forget_old_entries", audit.forget_old_entries, at="03:40"),
    daily("accounts.forget_sessions", accounts.forget_sessions, at="03:45"),
    daily("accounts.forget_invitations", accounts.forget_invitations, at="03:50"),
    daily("atlas.forget_contacts", atlas.forget_contacts, at="03:55"),
    daily("atlas.check_points", atlas.check_points, at="03:58"),
    daily("accounts.erase_sleeping_accounts", accounts.erase_sleeping_accounts, at="04:00"),
    daily("media.ask_again", media.ask_again, at="09:30"),
    daily("accounts.warn_sleeping_accounts", accounts.warn_sleeping_accounts, at="10:00"),
]
