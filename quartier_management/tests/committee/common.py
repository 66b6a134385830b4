from ..common import QuartierCommon


class PaperCommon(QuartierCommon):
    """A paper of the office West for the autumn of 2024, drafted in German."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.west.lang = "de_DE"
        cls.west.write({"street": "Probeweg 1", "zip": "52249", "city": "Probestadt"})
        cls.festival = cls.env.ref(
            "quartier_management.quartier_event_category_festival"
        )
        cls.club = cls._new_actor("Probeverein")

    @classmethod
    def _new_actor(cls, name, **values):
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, **values}
        )

    @classmethod
    def _new_paper(cls, user=None, **values):
        return (
            cls.env["quartier.committee.paper"]
            .with_user(user or cls.manager)
            .create(
                {
                    "quartier_id": cls.west.id,
                    "date_from": "2024-09-01",
                    "date_to": "2024-11-30",
                    **values,
                }
            )
        )

    @classmethod
    def _new_festival(cls, name="Spielfest", day="2024-09-20", **values):
        return cls._new_event(
            name=name,
            quartier_category_id=cls.festival.id,
            start=f"{day} 13:00:00",
            stop=f"{day} 16:00:00",
            **values,
        )

    def _draft(self, paper=None):
        paper = paper or self._new_paper()
        paper.action_draft()
        return paper

    def _statement(self, paper, record):
        """The statement that tells of one record."""
        name = record._name.split(".")[-1]
        return paper.statement_ids.filtered(
            lambda row: row.key == f"{name}:{record.id}"
        )

    def _text_of(self, record, paper=None):
        paper = self._draft(paper)
        return self._statement(paper, record).text

    def _text(self, paper):
        return "\n".join(paper.statement_ids.mapped("text"))
