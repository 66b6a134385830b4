from babel.dates import get_day_names
from werkzeug.exceptions import NotFound

from odoo.http import request
from odoo.tools import format_date
from odoo.tools.misc import babel_locale_parse

from .private_page import PrivatePage
from .web_form import (
    AbsenceForm,
    AddressForm,
    DataForm,
    HoursForm,
    read_ids,
    read_times,
)

PAGES = ("offen", "stunden", "zeiten", "daten", "kalender")


class OwnPages(PrivatePage):
    """The pages of one volunteer: those of a login, and those of a link.

    No controller itself. Whatever comes from the address or a form only chooses among
    what belongs to ``volunteer``; nothing else can be reached by any of it.
    """

    def _own(self, volunteer, path, page, post, portal=False):
        """Show a page of somebody's own, or do what its form says.

        :param volunteer: ``quartier.volunteer`` as the system
        :param str path: of the first page, without a slash at the end
        :param str page: "" or one of ``PAGES``
        :param dict post: what the client sent
        :param bool portal: whether the portal's frame is drawn around it
        """
        if page and page not in PAGES:
            raise NotFound()
        volunteer = volunteer.with_context(lang=request.env.lang)
        values = {"forms": {}, "error": None, "address": None}
        if self._is_post():
            done = self._own_post(volunteer, page, post, values)
            if done:
                here = f"{path}/{page}" if page else path
                return request.redirect(f"{here}?{done}=1")
        make = getattr(self, f"_own_{page or 'start'}_values")
        shown = make(volunteer)
        values["forms"] = {**shown.get("forms", {}), **values["forms"]}
        return self._private(
            f"quartier_volunteers.own_{page or 'start'}",
            {
                **self._own_values(volunteer, path, page, portal),
                **shown,
                **values,
                "saved": not self._is_post() and "gespeichert" in post,
            },
        )

    def _own_values(self, volunteer, path, page, portal):
        office = volunteer.quartier_id
        return {
            "quartier": office,
            "volunteer": volunteer,
            "path": path,
            "page": page,
            "portal": portal,
            "page_name": "volunteering",
            "own_pages": self._own_page_names(),
            "format_date": lambda day: format_date(request.env, day),
        }

    def _own_page_names(self):
        env = request.env
        return {
            "": env._("My shifts"),
            "offen": env._("Open shifts"),
            "stunden": env._("My hours"),
            "zeiten": env._("My times"),
            "daten": env._("My data"),
            "kalender": env._("My calendar"),
        }

    def _own_post(self, volunteer, page, post, values):
        """Do what a form says.

        :param dict values: gets the form with its errors, or an error
        :return: what the page says then, None if it is shown as it is
        """
        handle = getattr(self, f"_post_{page}", None)
        if not handle:
            return None
        done, values["error"] = self._attempt(lambda: handle(volunteer, post, values))
        return done

    def _read_form(self, kind, volunteer, post, values):
        """Return a form if all is well with it; else the page shows what is not."""
        form = values["forms"][kind.key] = kind(volunteer.env, post)
        return form if form.validate() else None

    # -- shifts

    def _own_start_values(self, volunteer):
        rows = volunteer._own_assignments()
        coming = [row for row in rows if not row.shift_id._tell_over()]
        return {"coming": coming, "past": [row for row in rows if row not in coming]}

    def _own_assignment_page(self, assignment, path, post, **values):
        """Show one assignment, or do what a button says.

        :param assignment: one of the person's own, as the system
        """
        assignment = assignment.with_context(lang=request.env.lang)
        error = None
        if self._is_post():
            code = post.get("code", "").replace(" ", "")
            error = assignment._own_answer(post.get("action", ""), code)
            if not error:
                return request.redirect(path + "?gespeichert=1")
        return self._private(
            "quartier_volunteers.assignment_page",
            {
                "quartier": assignment.quartier_id,
                "assignment": assignment,
                "path": path,
                "error": error,
                "saved": not self._is_post() and "gespeichert" in post,
                **values,
            },
        )

    # -- open shifts

    def _own_offen_values(self, volunteer):
        rows = volunteer._open_shifts()
        possible = [row for row in rows if not row[1]]
        return {"possible": possible, "impossible": [row for row in rows if row[1]]}

    def _post_offen(self, volunteer, post, values):
        [shift_id] = read_ids([post.get("shift", "")]) or [0]
        volunteer._sign_up(shift_id)
        return "gespeichert"

    # -- hours

    def _own_stunden_values(self, volunteer):
        hours = volunteer.env["quartier.volunteer.hours"]
        return {
            "rows": hours.search([("volunteer_id", "=", volunteer.id)], limit=100),
            "forms": {
                "hours": HoursForm(
                    volunteer.env, {"date": str(volunteer.quartier_id._today())}
                )
            },
        }

    def _post_stunden(self, volunteer, post, values):
        if "take_back" in post:
            hours = volunteer.env["quartier.volunteer.hours"]
            volunteer._take_back_hours(hours.browse(read_ids([post["take_back"]])))
            return "gespeichert"
        form = self._read_form(HoursForm, volunteer, post, values)
        if not form:
            return None
        volunteer._report_hours(
            {"date": form.day, "hours": form.hours, "name": form.typed["name"]}
        )
        return "gespeichert"

    # -- times

    def _own_zeiten_values(self, volunteer):
        locale = babel_locale_parse(request.env.lang)
        rows = volunteer.env["quartier.volunteer.availability"]
        return {
            "weekdays": sorted(get_day_names("wide", locale=locale).items()),
            "dayparts": rows._fields["daypart"]._description_selection(volunteer.env),
            "has_time": {
                (row.weekday, row.daypart) for row in volunteer.availability_ids
            },
            "absences": volunteer.absence_ids.filtered(
                lambda row: row.date_to >= volunteer.quartier_id._today()
            ),
            "forms": {"absence": AbsenceForm(volunteer.env, {})},
        }

    def _post_zeiten(self, volunteer, post, values):
        if post.get("action") == "remove":
            for absence_id in read_ids([post.get("absence", "")]):
                volunteer._remove_absence(absence_id)
            return "gespeichert"
        if post.get("action") == "absence":
            form = self._read_form(AbsenceForm, volunteer, post, values)
            if not form:
                return None
            volunteer._add_absence(form.first, form.last, form.typed["note"])
            return "gespeichert"
        volunteer._save_times(read_times(request.httprequest.form.getlist("time")))
        return "gespeichert"

    # -- data

    def _own_daten_values(self, volunteer):
        lists = (
            ("language_ids", "quartier.language"),
            ("topic_ids", "quartier.topic"),
            ("kind_ids", "quartier.volunteer.kind"),
        )
        return {
            "lists": {name: volunteer.env[model].search([]) for name, model in lists},
            "forms": {
                "data": DataForm(volunteer.env, self._known_data(volunteer)),
                "email": AddressForm(volunteer.env, {}),
            },
            "email_asked": "e-mail" in request.params and not self._is_post(),
            "place": volunteer._place_consent(),
        }

    def _known_data(self, volunteer):
        return {
            "phone": volunteer.partner_id.phone,
            "emergency_name": volunteer.emergency_name,
            "emergency_phone": volunteer.emergency_phone,
        }

    def _post_daten(self, volunteer, post, values):
        if post.get("action") == "email":
            form = self._read_form(AddressForm, volunteer, post, values)
            if not form or not self._is_not_too_much(form):
                return None
            volunteer._check_address_of_login(request.env.user)
            volunteer._ask_email(form.email, self._ip_hash())
            return "e-mail"
        if post.get("action") in ("place_yes", "place_no"):
            volunteer._decide_place(post["action"] == "place_yes")
            return "gespeichert"
        form = self._read_form(DataForm, volunteer, post, values)
        if not form:
            return None
        sent = request.httprequest.form
        lists = ("language_ids", "topic_ids", "kind_ids")
        ids = {name: read_ids(sent.getlist(name)) for name in lists}
        volunteer._save_own({**form.typed, **ids})
        return "gespeichert"

    def _is_not_too_much(self, form):
        signups = request.env["quartier.volunteer.signup"]
        if not signups._too_many(self._ip_hash(), form.email):
            return True
        form.errors["email"] = form.env._(
            "Several messages have been sent from here in the past hour. Please try"
            " again later, or call the office."
        )
        return False

    # -- calendar

    def _own_kalender_values(self, volunteer):
        return {"calendar": volunteer._calendar()}

    def _post_kalender(self, volunteer, post, values):
        """A new address is shown once, in the answer itself: it is not stored."""
        if post.get("action") == "end":
            volunteer._end_calendar()
            return "gespeichert"
        values["address"] = volunteer._new_calendar()
        return None
