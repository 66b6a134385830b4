{
    "name": "Quartier: Ehrenamt",
    "summary": "Menschen, Nachweise, Einsätze und Stunden im Ehrenamt",
    "version": "19.0.1.0.0",
    "category": "Services/Quartier",
    "license": "AGPL-3",
    "author": "Quartier contributors",
    "depends": ["quartier_management"],
    "data": [
        "security/quartier_volunteers_security.xml",
        "security/quartier_volunteers_rules.xml",
        "security/ir.model.access.csv",
        "views/quartier_volunteer_views.xml",
        "views/quartier_volunteer_opportunity_views.xml",
        "views/quartier_volunteer_shift_views.xml",
        "views/quartier_volunteer_assignment_views.xml",
        "views/quartier_volunteer_hours_views.xml",
        "views/quartier_volunteer_kind_views.xml",
        "views/quartier_volunteer_skill_views.xml",
        "views/quartier_volunteer_proof_type_views.xml",
        "views/menus.xml",
    ],
    "demo": [
        "demo/res_users_demo.xml",
    ],
    "assets": {
        "web.assets_tests": ["quartier_volunteers/static/tests/tours/**/*"],
    },
}
