from odoo import models


class QuartierVolunteerSignup(models.Model):
    """The address is proven: only now somebody is entered.

    Called by the public page, as the system. What is found of somebody known is neither
    shown nor changed.
    """

    _inherit = "quartier.volunteer.signup"

    def _confirm(self):
        """Do what the mail asked for; the row goes with it.

        :return: whether there was anything left to do
        """
        self.ensure_one()
        if not self._lock():
            return False
        if self.purpose == "interest":
            self._enter_interest()
        else:
            self.volunteer_id._change_email(self.email)
        self.unlink()
        return True

    def _discard(self):
        """Whoever has the mail did not want it: nothing is kept."""
        self.ensure_one()
        if self._lock():
            self.unlink()

    def _enter_interest(self):
        office = self.quartier_id
        signup = self.with_context(
            lang=office.lang, mail_create_nosubscribe=True, mail_create_nolog=True
        )
        partner = signup._known_contact() or signup._new_contact()
        volunteer = signup._volunteer(partner)
        interest = signup.env["quartier.volunteer.interest"].create(
            {
                "volunteer_id": volunteer.id,
                "opportunity_id": self.opportunity_id.id,
                "name": self.name,
                "phone": self.phone,
                "message": self.message,
            }
        )
        interest._remind_coordinator()

    def _known_contact(self):
        """Return who has this address here already, or nothing.

        Of several who share it the one with this name. Nobody of another office, and
        nobody whom another office has as a volunteer: it would not learn of it.
        """
        found = self.env["res.partner"].search(
            [
                ("email_normalized", "=", self.email),
                ("is_company", "=", False),
                "|",
                ("quartier_confidential", "=", False),
                ("quartier_owner_id", "=", self.quartier_id.id),
            ]
        )
        volunteers = self.env["quartier.volunteer"].with_context(active_test=False)
        elsewhere = volunteers.search(
            [
                ("partner_id", "in", found.ids),
                ("quartier_id", "!=", self.quartier_id.id),
            ]
        )
        found -= elsewhere.partner_id
        name = self.name.casefold()
        named = found.filtered(lambda partner: (partner.name or "").casefold() == name)
        if named:
            return named[:1]
        return found if len(found) == 1 else found.browse()

    def _new_contact(self):
        return self.env["res.partner"].create(
            {
                "name": self.name,
                "email": self.email,
                "phone": self.phone,
                "quartier_id": self.quartier_id.id,
                "quartier_owner_id": self.quartier_id.id,
                "quartier_confidential": True,
            }
        )

    def _volunteer(self, partner):
        """Return the volunteer of a contact, entered as interested if there is none."""
        volunteers = self.env["quartier.volunteer"]
        known = volunteers.with_context(active_test=False).search(
            [("partner_id", "=", partner.id)]
        )
        return known or volunteers.create(
            {
                "partner_id": partner.id,
                "quartier_id": self.quartier_id.id,
                "user_id": self.quartier_id._volunteer_coordinator(
                    self.opportunity_id
                ).id,
                "since": self.quartier_id._today(),
                "reached_by": "email",
                "age_class": "18_plus" if self.is_adult else False,
                "kind_ids": self.opportunity_id.kind_id.ids,
            }
        )
