"""How events are entered for a room: nobody is invited, a room is booked."""

# no mails, notes or followers
QUIET = {
    "no_mail_to_attendees": True,
    "skip_contact_description": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
}
