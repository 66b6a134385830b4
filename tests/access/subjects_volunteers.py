"""What the table of the addon for volunteers speaks of; see ``subjects.py``."""

from datetime import date, timedelta

from .subjects import subject, unique


@subject("quartier.volunteer.skill", "create_uid", sequence=7)
def volunteer_skill(case, office):
    return {"name": unique("Kochen")}


@subject("quartier.volunteer.proof.type", "create_uid", sequence=7)
def volunteer_proof_type(case, office):
    return {"name": unique("Erste Hilfe")}


@subject("quartier.volunteer.kind", "create_uid", sequence=7)
def volunteer_kind(case, office):
    return {"name": unique("Ausschank")}


# -- people


@subject("quartier.volunteer", "quartier_id", wished_hours=2)
def volunteer(case, office):
    return {
        "partner_id": case.new_resident(office).id,
        "quartier_id": office.id,
        "user_id": office.manager_id.id,
    }


@subject("quartier.volunteer.ability", "skill_id", note="gern")
def volunteer_ability(case, office):
    skill = case.env["quartier.volunteer.skill"].create(volunteer_skill(case, office))
    return {"volunteer_id": case.volunteers[office].id, "skill_id": skill.id}


@subject("quartier.volunteer.availability", "volunteer_id", weekday="0")
def volunteer_availability(case, office):
    # of somebody else each time: a part of the week is there once
    person = case.new("volunteer", office)
    return {"volunteer_id": person.id, "weekday": "1", "daypart": "morning"}


@subject("quartier.volunteer.absence", "volunteer_id", note="Urlaub")
def volunteer_absence(case, office):
    return {
        "volunteer_id": case.volunteers[office].id,
        "date_from": "2030-07-01",
        "date_to": "2030-07-14",
        "note": unique("Reise"),
    }


@subject("quartier.volunteer.proof", "type_id", note="liegt vor")
def volunteer_proof(case, office):
    kind = case.env["quartier.volunteer.proof.type"]
    return {
        "volunteer_id": case.volunteers[office].id,
        "type_id": kind.create(volunteer_proof_type(case, office)).id,
        "date": "2026-01-15",
    }


@subject("quartier.volunteer.inspection", "volunteer_id", has_entry=True)
def volunteer_inspection(case, office):
    # of somebody else each time: a later one replaces the one before
    return {
        "volunteer_id": case.new("volunteer", office).id,
        "type_id": case.env.ref("quartier_volunteers.proof_type_conduct").id,
        "certificate_date": str(date.today() - timedelta(days=10)),
        "inspected_on": str(date.today() - timedelta(days=5)),
    }


# -- work


def _kind(case):
    kinds = case.env["quartier.volunteer.kind"]
    return kinds.create(volunteer_kind(case, None)).id


@subject("quartier.volunteer.opportunity", "quartier_id", when="dienstags")
def volunteer_opportunity(case, office):
    return {
        "name": unique("Lesepatenschaft"),
        "quartier_id": office.id,
        "kind_id": _kind(case),
        "user_id": office.manager_id.id,
    }


@subject("quartier.volunteer.shift", "quartier_id", place="Hof")
def volunteer_shift(case, office):
    return {
        "name": unique("Theke"),
        "quartier_id": office.id,
        "kind_id": _kind(case),
        "start": "2030-03-04 10:00:00",
        "stop": "2030-03-04 12:00:00",
    }


@subject("quartier.volunteer.assignment", "volunteer_id")
def volunteer_assignment(case, office):
    shift = case.new("volunteer_shift", office)
    return {"shift_id": shift.id, "volunteer_id": case.volunteers[office].id}


@subject("quartier.volunteer.hours", "volunteer_id", hours=3)
def volunteer_hours(case, office):
    return {
        "volunteer_id": case.volunteers[office].id,
        "date": "2026-03-04",
        "hours": 2,
        "name": unique("Vorlesen"),
    }


# -- what comes from outside


@subject("quartier.volunteer.interest", "volunteer_id", message="anders")
def volunteer_interest(case, office):
    return {"volunteer_id": case.volunteers[office].id, "name": unique("Rosa")}


@subject("quartier.volunteer.call", "volunteer_id", text="anders")
def volunteer_call(case, office):
    return {"volunteer_id": case.volunteers[office].id, "text": unique("Bescheid")}


@subject("quartier.volunteer.link", "volunteer_id", kind="personal")
def volunteer_link(case, office):
    return {
        "volunteer_id": case.volunteers[office].id,
        "kind": "calendar",
        "digest": unique("x"),
    }


@subject("quartier.volunteer.signup", "quartier_id", name="anders")
def volunteer_signup(case, office):
    return {
        "quartier_id": office.id,
        "purpose": "interest",
        "email": "rosa@example.org",
        "digest": unique("x"),
    }


# -- hours


@subject("quartier.volunteer.hours.closing", "quartier_id", date="2026-01-31")
def volunteer_hours_closing(case, office):
    # each day once: some day of the past
    day = date(2000, 1, 1) + timedelta(days=int(unique("1").split()[1]))
    return {"quartier_id": office.id, "date": str(day)}


# -- work: shifts of regular offers


@subject("quartier.volunteer.shift.template", "series_id", place="Hof")
def volunteer_shift_template(case, office):
    series = case.env["quartier.series"].create(
        {"name": unique("Frühstück"), "quartier_id": office.id}
    )
    return {"series_id": series.id, "name": unique("Küche"), "kind_id": _kind(case)}
