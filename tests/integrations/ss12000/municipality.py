"""An invented municipality as SS 12000 objects, the same for the same size. Nobody in it exists.

Identity numbers are of the kind Skatteverket publishes as test numbers for the years 1890 to 1899 (birth
numbers 980 to 989), which no living person has; they are here to prove that they are dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

Object = dict[str, Any]
TODAY = date(2026, 11, 23)
META = {"created": "2026-08-01T08:00:00+02:00", "modified": "2026-08-01T08:00:00.123456"}
NUMBER = "212000-0001"
GIVEN = (
    *("Alva", "Bo", "Cilla", "Danil", "Ebba", "Faris", "Greta", "Hugo", "Idun", "Jamal", "Kajsa", "Linus"),
    *("Måns", "Nadja", "Omar", "Petra", "Rasmus", "Saga", "Tuva", "Viggo", "Ylva", "Zara", "Åke", "Örjan"),
)
FAMILY = (
    *("Almtorpet", "Björkvakt", "Dimlund", "Ekhage", "Fagerstig", "Grankvist-Lo", "Hagtorn", "Islandet"),
    *("Järpeby", "Kvarnmark", "Lingonmo", "Myrsten", "Norrsken", "Oxhagen", "Porsmyr", "Rönnbro", "Sävlund"),
)


def ident(name: str) -> str:
    """The id of whoever or whatever is called ``name`` in the invented municipality."""
    return str(uuid5(NAMESPACE_DNS, f"{name}.lovbacka.invalid"))


def uid(name: str) -> UUID:
    return UUID(ident(name))


def civic_number(index: int) -> str:
    """Twelve digits with a correct check digit, born in the 1890s."""
    day = f"{1890 + index % 10}{1 + index // 10 % 12:02d}{1 + index // 120 % 28:02d}"
    nine = f"{day[2:]}{980 + index // 3360 % 10:03d}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    return day[:2] + nine + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


@dataclass(slots=True)
class Municipality:
    """The four lists, ready to be served. Tests change them as they like."""

    organisations: list[Object] = field(default_factory=list)
    persons: list[Object] = field(default_factory=list)
    duties: list[Object] = field(default_factory=list)
    groups: list[Object] = field(default_factory=list)

    def lists(self) -> dict[str, list[Object]]:
        return {
            "organisations": self.organisations,
            "persons": self.persons,
            "duties": self.duties,
            "groups": self.groups,
        }

    def one(self, name: str) -> Object:
        """The object called ``name``, to be changed."""
        wanted = ident(name)
        return next(item for items in self.lists().values() for item in items if item.get("id") == wanted)


def make(*, per_class: int = 6) -> Municipality:
    """A preschool, two compulsory schools, an upper secondary school of two units, and staff; 2.1."""
    town = Municipality()
    town.organisations = _organisations()
    for school, form, grades in (
        ("granskolan", "GR", (1, 4)),
        ("sjöskolan", "GR", (7, 9)),
        ("gymnasiet-gy", "GY", (1, 2)),
    ):
        for grade in grades:
            _class(town, school, form, grade, per_class)
    _staff(town)
    town.one("elev-granskolan-1-0")["securityMarking"] = "Sekretessmarkering"
    town.one("elev-sjöskolan-7-0")["securityMarking"] = "Skyddad folkbokföring"
    return town


def organisation(name: str, kind: str, above: str | None = None, **more: object) -> Object:
    """An organisation with what a real server adds and we do not want."""
    made: Object = {
        "id": ident(name),
        "meta": META,
        "displayName": name.capitalize(),
        "organisationType": kind,
        "phoneNumber": "0000-11 22 33",
        "email": f"{name}@lovbacka.invalid",
        "address": {"streetAddress": "Hittepågatan 1", "locality": "Lövbäcka", "postalCode": "000 00"},
        **more,
    }
    if above is not None:
        made["parentOrganisation"] = {"id": ident(above), "displayName": above}
    return made


def _organisations() -> list[Object]:
    unit = "Skolenhet"
    return [
        organisation("kommunen", "Huvudman", organisationNumber=NUMBER, municipalityCode="0099"),
        organisation("förvaltningen", "Förvaltning", "kommunen"),
        organisation("norra", "Rektorsområde", "förvaltningen"),
        organisation("granskolan", unit, "norra", schoolUnitCode="99000001", schoolTypes=["FKLASS", "GR"]),
        organisation("lekstugan", unit, "norra", schoolTypes=["FS"]),
        organisation("sjöhuset", "Skola", "förvaltningen"),
        organisation("sjöskolan", unit, "sjöhuset", schoolUnitCode="99000002", schoolTypes=["GR", "GRS"]),
        organisation("gymnasiet", "Skola", "förvaltningen"),
        organisation("gymnasiet-gy", unit, "gymnasiet", schoolUnitCode="99000003", schoolTypes=["GY"]),
        organisation("gymnasiet-gys", unit, "gymnasiet", schoolUnitCode="99000004", schoolTypes=["GYS"]),
        organisation("grannkommunen", "Huvudman", organisationNumber="212000-0002"),
        organisation("grannskolan", unit, "grannkommunen", schoolUnitCode="99000009", schoolTypes=["GR"]),
    ]


def person(town: Municipality, name: str, **more: object) -> Object:
    """Somebody with everything that must be dropped; added to the municipality."""
    number = len(town.persons)
    made: Object = {
        "id": ident(name),
        "meta": META,
        "givenName": GIVEN[number % len(GIVEN)],
        "middleName": None,
        "familyName": FAMILY[number % len(FAMILY)],
        "civicNo": {"value": civic_number(number), "nationality": "SE"},
        "birthDate": "2015-05-05",
        "sex": "Okänt",
        "securityMarking": "Ingen",
        "personStatus": "Aktiv",
        "photo": "https://lovbacka.invalid/photo",
        "eduPersonPrincipalNames": [
            f"u{number}@lovbacka.invalid",
            f"{civic_number(number)}@lovbacka.invalid",
        ],
        "externalIdentifiers": [{"value": "x", "context": "urn:x", "globallyUnique": False}],
        "emails": [{"value": f"privat{number}@hemma.invalid", "type": "Privat"}],
        "phoneNumbers": [{"value": f"070-{number:07d}", "type": "Hem", "mobile": True}],
        "addresses": [
            {"type": "Folkbokföring", "streetAddress": f"Hemligvägen {number}", "locality": "Lövbäcka"}
        ],
        **more,
    }
    town.persons.append(made)
    return made


def _class(town: Municipality, school: str, form: str, grade: int, size: int) -> None:
    members = []
    for number in range(size):
        name = f"elev-{school}-{grade}-{number}"
        guardian = person(town, f"vårdnadshavare-{name}")
        enrolment = {
            "enroledAt": {"id": ident(school), "displayName": school},
            "schoolYear": grade,
            "schoolType": form,
            "startDate": "2026-08-17",
        }
        responsible = {
            "person": {"id": guardian["id"], "displayName": "Någon"},
            "relationType": "Vårdnadshavare",
        }
        person(town, name, enrolments=[enrolment], responsibles=[responsible])
        members.append({"person": {"id": ident(name), "displayName": "Hemligt Namn"}})
    town.groups.append(
        {
            "id": ident(f"klass-{school}-{grade}"),
            "meta": META,
            "displayName": f"{grade}A",
            "groupType": "Klass",
            "schoolType": form,
            "startDate": "2026-08-17",
            "organisation": {"id": ident("sjöhuset" if school == "sjöskolan" else school)},
            "groupMemberships": members,
        }
    )


def duty(town: Municipality, name: str, at: str, role: str, **more: object) -> Object:
    """A member of staff with one duty; both are added."""
    person(
        town,
        name,
        emails=[
            {"value": f"{name}@skola.lovbacka.invalid".replace("ö", "o"), "type": "Skola personal"},
            {"value": f"{name}@hemma.invalid", "type": "Privat"},
        ],
    )
    made: Object = {
        "id": ident(f"tjänst-{name}"),
        "meta": META,
        "person": {"id": ident(name)},
        "dutyAt": {"id": ident(at)},
        "dutyRole": role,
        "signature": "XYZ",
        "startDate": "2026-08-10",
        **more,
    }
    town.duties.append(made)
    return made


def _staff(town: Municipality) -> None:
    mentor = {
        "group": {"id": ident("klass-granskolan-1")},
        "assignmentRoleType": "Mentor",
        "startDate": "2026-08-17",
    }
    duty(town, "rektorn", "norra", "Rektor", dutyPercent=100)
    duty(town, "läraren", "granskolan", "Lärare", dutyPercent=80, assignmentRole=[mentor])
    duty(town, "kuratorn", "sjöhuset", "Kurator", dutyPercent=50, endDate="2027-06-30")
    duty(town, "sköterskan", "granskolan", "Skolsköterska")
    duty(town, "psykologen", "förvaltningen", "Skolpsykolog")
    duty(town, "specialläraren", "sjöskolan", "Speciallärare/specialpedagog", description="Speciallärare")
    duty(town, "vaktmästaren", "gymnasiet", "Annan personal", description="Vaktmästare")
    duty(town, "grannen", "grannskolan", "Rektor")


def as_2_0(town: Municipality) -> Municipality:
    """The same municipality from a 2.0 server: six duty roles, no descriptions, no meta."""
    six = {"Rektor", "Lärare", "Förskollärare", "Övrig pedagogisk personal", "Förskolechef", "Annan personal"}
    for items in town.lists().values():
        for item in items:
            item.pop("meta", None)
    for one in town.duties:
        one.pop("description", None)
        if one["dutyRole"] not in six:
            one["dutyRole"] = "Annan personal"
            group = {"id": ident("klass-sjöskolan-7")}
            one["assignmentRole"] = [
                {"group": group, "assignmentRoleType": "Elevhälsopersonal", "startDate": "2026-08-10"}
            ]
    return town
