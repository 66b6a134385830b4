"""What the table of rights speaks of: for each subject a function that returns the
values of a new record of an office.

The values are complete, so that a role which may create can, and a refusal is one of
rights. Every call returns another record's values, for names that must be unique.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from odoo.fields import Command

_numbers = count(1)
SUBJECTS = {}


@dataclass(frozen=True)
class Subject:
    """A kind of record.

    :ivar write: harmless values that whoever may write it writes
    :ivar group_by: field to group by, best a many2one that shows a name; None where
        core leaves such records out of all groups, even for who may read them
    :ivar make: ``(case, office) -> record``, for rows of a query, which follow from
        other records
    """

    name: str
    model: str
    values: Callable
    write: dict
    group_by: str | None
    make: Callable | None = None


def subject(model, group_by, make=None, **write):
    """Register a function ``(case, office) -> values`` as subject of its name."""

    def register(function):
        name = function.__name__
        SUBJECTS[name] = Subject(name, model, function, write, group_by, make)
        return function

    return register


def unique(text):
    return f"{text} {next(_numbers)}"


# -- office


@subject("quartier.quartier", "manager_id", sequence=7)
def quartier(case, office):
    """An office with the team of ``office``, so that it may be deleted as well."""
    return {
        "name": unique("Probe"),
        "lang": "en_US",
        "member_ids": [Command.set(office.member_ids.ids)],
    }


@subject("quartier.duty", "create_uid", sequence=7)
def duty(case, office):
    return {"name": unique("Aufgabe")}


@subject("quartier.topic", "parent_id", sequence=7)
def topic(case, office):
    return {"name": unique("Thema")}


@subject("quartier.audience", "create_uid", sequence=7)
def audience(case, office):
    return {"name": unique("Zielgruppe")}


@subject("quartier.language", "create_uid", sequence=7)
def language(case, office):
    number = next(_numbers)
    letters = (number // 676, number // 26 % 26, number % 26)
    code = "".join(chr(ord("a") + letter) for letter in letters)
    return {"name": f"Sprache {number}", "code": code}


@subject("quartier.rule", "create_uid", note="geprüft")
def rule(case, office):
    return {
        "key": unique("probe").replace(" ", "_"),
        "name": "Probe",
        "value": 1,
        "date_from": "2020-01-01",
        "source": "Probe",
    }


@subject("quartier.holiday", "create_uid", name="Ferien")
def holiday(case, office):
    return {
        "name": unique("Feiertag"),
        "date_from": "2030-05-01",
        "date_to": "2030-05-01",
    }


@subject("quartier.street", "quartier_id", number_from=1)
def street(case, office):
    return {
        "name": unique("Probegasse"),
        "city": "Probestadt",
        "quartier_id": office.id,
    }


@subject("quartier.position", "quartier_id", note="befristet")
def position(case, office):
    return {"name": unique("Assistenz"), "quartier_id": office.id, "hours_week": 20}


# -- approval


@subject("quartier.approval.role", "create_uid", sequence=7)
def approval_role(case, office):
    return {"name": unique("Amtsleitung")}


@subject("quartier.approval.rule", "document", days=3)
def approval_rule(case, office):
    return {
        "name": unique("Regel"),
        "document": "quartier.committee.paper",
        "user_ids": [Command.set(office.manager_id.ids)],
        "quartier_ids": [Command.set(office.ids)],
    }


@subject("quartier.approval.substitute", "user_id", date_until="2030-01-02")
def approval_substitute(case, office):
    """Of the manager, who alone may name one, with the administration."""
    return {
        "user_id": office.manager_id.id,
        "substitute_id": case.env.ref("base.user_admin").id,
        "date_from": "2030-01-01",
        "date_until": "2030-01-01",
    }


@subject("quartier.approval.step", "quartier_id", reason="geprüft")
def approval_step(case, office):
    """Of a paper, which all readers read."""
    paper = case.env["quartier.committee.paper"].create(
        {"quartier_id": office.id, "date_from": "2020-01-01", "date_to": "2020-01-31"}
    )
    return {
        "name": unique("Amtsleitung"),
        "kind": "signature",
        "round": 1,
        "sequence": 1,
        "quartier_id": office.id,
        "document_name": unique("Vorlage"),
        "requested_by_id": office.manager_id.id,
        "asked_on": "2020-02-01 10:00:00",
        "state": "waiting",
        "paper_id": paper.id,
    }


# -- network


@subject("quartier.actor.type", "create_uid", sequence=7)
def actor_type(case, office):
    return {"name": unique("Akteurstyp")}


@subject("res.partner", "quartier_id", phone="02403 1")
def organisation(case, office):
    return {
        "name": unique("Verein"),
        "is_company": True,
        "quartier_id": office.id,
    }


@subject("res.partner", "parent_id", phone="02403 1")
def functional_contact(case, office):
    return {"name": unique("Leitung"), "parent_id": case.actors[office].id}


@subject("res.partner", "quartier_id", phone="02403 1")
def open_person(case, office):
    return {"name": unique("Ada Offen"), "quartier_id": office.id}


@subject("res.partner", "quartier_owner_id", phone="02403 1")
def resident(case, office):
    return {
        "name": unique("Rosa Geheim"),
        "quartier_confidential": True,
        "street": f"{office.name}-Weg 1",
        "city": "Probestadt",
    }


@subject("res.partner", "parent_id", phone="02403 1")
def address_below_resident(case, office):
    return {
        "name": unique("Briefe"),
        "type": "other",
        "parent_id": case.residents[office].id,
    }


@subject("quartier.relation.kind", "create_uid", sequence=7)
def relation_kind(case, office):
    return {"name": unique("kennt"), "inverse_name": "ist bekannt mit"}


@subject("quartier.relation", "kind_id", note="geprüft")
def relation(case, office):
    """Each in another year, as one and the same would be refused."""
    day = date(2000, 1, 1) + timedelta(days=next(_numbers))
    return {
        "partner_id": case.actors[office].id,
        "kind_id": case.env.ref(
            "quartier_management.quartier_relation_kind_cooperates"
        ).id,
        "other_id": office.partner_id.id,
        "date_from": day.isoformat(),
        "date_to": day.isoformat(),
    }


@subject("quartier.relation", "kind_id", note="geprüft")
def relation_resident(case, office):
    return {
        **relation(case, office),
        "kind_id": case.env.ref("quartier_management.quartier_relation_kind_member").id,
        "partner_id": case.residents[office].id,
    }


@subject("quartier.conversation", "user_id", note="geprüft")
def conversation(case, office):
    return {
        "partner_ids": [Command.set(case.actors[office].ids)],
        "quartier_id": office.id,
        "note": unique("Gespräch"),
    }


@subject("quartier.conversation", "user_id", note="geprüft")
def conversation_team_only(case, office):
    return {**conversation(case, office), "team_only": True}


@subject("quartier.conversation", "user_id", note="geprüft")
def conversation_resident(case, office):
    persons = case.actors[office] + case.residents[office]
    return {
        **conversation(case, office),
        "partner_ids": [Command.set(persons.ids)],
    }


def pair(case, partner, office, **values):
    partners = case.env["res.partner"].with_user(office.manager_id)
    other = partners.create({"name": unique("Doppelt"), **values})
    return {"partner_id": partner.id, "other_id": other.id}


@subject("quartier.duplicate", "partner_id", state="distinct")
def duplicate(case, office):
    return pair(case, case.actors[office], office)


@subject("quartier.duplicate", "partner_id", state="distinct")
def duplicate_resident(case, office):
    return pair(case, case.residents[office], office, quartier_confidential=True)


@subject("quartier.partner.import", "state", confidential=True)
def partner_import(case, office):
    data = base64.b64encode(b"Verein\nVerein Nord\n").decode()
    return {"file": data, "filename": unique("Liste")}


def own_import(case):
    values = partner_import(case, None)
    return {"import_id": case.env["quartier.partner.import"].create(values).id}


@subject("quartier.partner.import.column", "import_id", target="person")
def partner_import_column(case, office):
    return {**own_import(case), "name": unique("Spalte")}


@subject("quartier.partner.import.line", "import_id", name="geprüft")
def partner_import_line(case, office):
    return {**own_import(case), "name": unique("Verein")}


@subject("quartier.consent.purpose", "create_uid", sequence=7)
def consent_purpose(case, office):
    return {"name": unique("Zweck"), "code": unique("probe").replace(" ", "_")}


@subject("quartier.consent.text", "purpose_id", note="geprüft")
def consent_text(case, office):
    purpose = case.env.ref("quartier_management.quartier_consent_purpose_photo")
    return {"purpose_id": purpose.id, "text": unique("Ich bin einverstanden")}


def consent(case, partner):
    purpose = case.env.ref("quartier_management.quartier_consent_purpose_photo")
    return {"partner_id": partner.id, "purpose_id": purpose.id}


@subject("quartier.consent", "partner_id", remark="Ordner 3")
def consent_actor(case, office):
    return consent(case, case.actors[office])


@subject("quartier.consent", "partner_id", remark="Ordner 3")
def consent_resident(case, office):
    return consent(case, case.residents[office])


@subject("quartier.consent.link", "partner_id", email="anders@example.org")
def consent_link(case, office):
    return {
        "partner_id": case.residents[office].id,
        "quartier_id": office.id,
        "email": "rosa@example.org",
        "digest": unique("probe"),
    }


@subject("quartier.erasure.log", "quartier_id", kept="")
def erasure_log(case, office):
    return {"quartier_id": office.id, "reason": "request"}


# -- rooms


@subject("quartier.room", "quartier_id", sequence=7)
def room(case, office):
    return {"name": unique("Raum"), "quartier_id": office.id, "horizon_days": 0}


@subject("quartier.room.layout", "room_id", sequence=7)
def room_layout(case, office):
    return {"name": "Reihen", "room_id": case.rooms[office].id, "capacity": 10}


@subject("quartier.room.equipment", "create_uid", sequence=7)
def room_equipment(case, office):
    return {"name": unique("Beamer")}


@subject("quartier.room.booking", "room_id", note="Schlüssel")
def room_booking(case, office):
    day = date(2030, 1, 1) + timedelta(days=next(_numbers))
    event = case.events[office].copy(
        {"start": f"{day} 10:00:00", "stop": f"{day} 11:00:00"}
    )
    return {"event_id": event.id, "room_id": case.rooms[office].id}


@subject("quartier.room.booking", "partner_id", note="Schlüssel")
def room_booking_resident(case, office):
    person = case.residents[office]
    return {**room_booking(case, office), "partner_id": person.id}


@subject("quartier.room.request", "room_id", purpose="Probe")
def room_request(case, office):
    return {
        "room_id": case.rooms[office].id,
        "start": "2030-03-04 10:00:00",
        "stop": "2030-03-04 11:00:00",
        "attendance": 5,
        "purpose": "Chorprobe",
        "contact_name": "Rosa Geheim",
        "email": "rosa@example.org",
        "state": "open",
    }


# -- agenda


def event(case, office, **values):
    """An event that somebody else organises."""
    return {
        "name": unique("Termin"),
        "start": "2030-03-04 10:00:00",
        "stop": "2030-03-04 11:00:00",
        "quartier_id": office.id,
        "user_id": case.organiser.id,
        "partner_ids": [Command.set(case.organiser.partner_id.ids)],
        **values,
    }


@subject("calendar.event", "user_id", location="Platz")
def event_of_nobody(case, office):
    return event(case, office, quartier_id=False)


@subject("calendar.event", "quartier_id", location="Platz")
def event_published(case, office):
    return event(case, office, quartier_published=True)


@subject("calendar.event", "quartier_id", location="Platz")
def event_unpublished(case, office):
    return event(case, office)


@subject("calendar.event", None, location="Platz")
def event_private(case, office):
    return event(case, office, privacy="private")


@subject("calendar.event", "quartier_id", location="Platz")
def event_invited(case, office):
    return event(case, office, partner_ids=[Command.set(case.users.partner_id.ids)])


@subject("calendar.event", None, location="Platz")
def event_private_invited(case, office):
    return {**event_invited(case, office), "privacy": "private"}


@subject("calendar.recurrence", "create_uid", interval=2)
def recurrence(case, office):
    return {
        "base_event_id": case.new("event_published", office).id,
        "mon": True,
    }


@subject("quartier.series", "quartier_id", note="mündlich")
def series(case, office):
    return {"name": unique("Angebot"), "quartier_id": office.id}


@subject("quartier.series.participation", "partner_id", note="mündlich")
def series_actor(case, office):
    partner = case.new_actor(office)
    return {"series_id": case.series[office].id, "partner_id": partner.id}


@subject("quartier.series.participation", "partner_id", note="mündlich")
def series_resident(case, office):
    person = case.new_resident(office)
    return {"series_id": case.series[office].id, "partner_id": person.id}


@subject("quartier.event.category", "duty_id", sequence=7)
def event_category(case, office):
    return {"name": unique("Terminart")}


@subject("calendar.attendee", "partner_id", state="tentative")
def attendee_published(case, office):
    return {
        "event_id": case.events_published[office].id,
        "partner_id": case.actors[office].id,
    }


@subject("calendar.attendee", "partner_id", state="tentative")
def attendee_unpublished(case, office):
    return {
        "event_id": case.events[office].id,
        "partner_id": case.actors[office].id,
    }


@subject("quartier.event.participation", "partner_id", role="guest")
def event_actor_published(case, office):
    return {
        "event_id": case.events_published[office].id,
        "partner_id": case.new_actor(office).id,
    }


@subject("quartier.event.participation", "partner_id", role="guest")
def event_actor_unpublished(case, office):
    return {
        "event_id": case.events[office].id,
        "partner_id": case.new_actor(office).id,
    }


@subject("quartier.event.participation", "partner_id", role="guest")
def event_actor_private(case, office):
    return {
        "event_id": case.new("event_private", office).id,
        "partner_id": case.new_actor(office).id,
    }


@subject("quartier.event.participation", "partner_id", role="guest")
def event_resident(case, office):
    return {
        "event_id": case.events_published[office].id,
        "partner_id": case.new_resident(office).id,
    }


# -- projects


@subject("project.project", "quartier_id", quartier_goal="Ziel")
def project(case, office):
    return {
        "name": unique("Projekt"),
        "quartier_id": office.id,
        "user_id": case.organiser.id,
        "privacy_visibility": "employees",
    }


@subject("project.project", "quartier_id", quartier_goal="Ziel")
def project_invited_only(case, office):
    return {**project(case, office), "privacy_visibility": "followers"}


@subject("project.project", "user_id", quartier_goal="Ziel")
def project_of_nobody(case, office):
    return {**project(case, office), "quartier_id": False}


@subject("project.task", "project_id", priority="1")
def task(case, office):
    return {
        "name": unique("Aufgabe"),
        "project_id": case.projects[office].id,
        "user_ids": [Command.set(case.organiser.ids)],
    }


@subject("project.milestone", "project_id", is_reached=True)
def milestone(case, office):
    return {"name": unique("Etappe"), "project_id": case.projects[office].id}


@subject("project.update", "project_id", progress=50)
def update(case, office):
    return {
        "name": unique("Stand"),
        "status": "on_track",
        "project_id": case.projects[office].id,
    }


@subject("project.task.type", "create_uid", fold=True)
def stage(case, office):
    return {
        "name": unique("Spalte"),
        "user_id": False,
        "project_ids": [Command.set(case.projects[office].ids)],
    }


@subject("quartier.project.participation", "partner_id", role="guest")
def project_actor(case, office):
    return {
        "project_id": case.projects[office].id,
        "partner_id": case.new_actor(office).id,
    }


@subject("quartier.project.participation", "partner_id", role="guest")
def project_resident(case, office):
    return {
        "project_id": case.projects[office].id,
        "partner_id": case.new_resident(office).id,
    }


# -- committee


@subject("quartier.committee.section", "create_uid", sequence=7)
def committee_section(case, office):
    return {"name": unique("Abschnitt"), "code": unique("probe")}


@subject("quartier.committee.paper", "quartier_id", name="Bericht")
def paper(case, office):
    return {
        "name": unique("Vorlage"),
        "quartier_id": office.id,
        "date_from": "2030-01-01",
        "date_to": "2030-03-31",
    }


@subject("quartier.committee.paper", "quartier_id", name="Bericht")
def paper_released(case, office):
    return {**paper(case, office), "state": "released"}


@subject("quartier.committee.statement", "paper_id", text="Anders")
def statement(case, office):
    return {"text": unique("Aussage"), "paper_id": case.papers[office].id}


@subject("quartier.committee.statement", "paper_id", text="Anders")
def statement_released(case, office):
    return {"text": unique("Aussage"), "paper_id": case.papers_released[office].id}
