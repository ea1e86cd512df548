"""What has happened in the demo: concerns as teachers write them, and what became of them. Nobody is real."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """``days_ago`` when it was seen; ``group``: about the class, not about a pupil; ``end``: how far it came:
    WAITING, ANSWERED, OPEN, INVESTIGATION, MEASURES, EVALUATED, CLOSED. ``proposal``: what the mentor
    proposes, and nobody has decided."""

    seen: str
    case_type: str
    days_ago: int
    end: str
    child_said: str | None = None
    tried: str | None = None
    group: bool = False
    urgency: str = "ROUTINE"
    measure: str = ""
    note: str = ""
    voice: str = ""
    themes: tuple[str, ...] = ()
    proposal: str = ""


STORIES: tuple[Story, ...] = (
    Story("Läser långsamt och tappar raden. Orkar tio minuter i taget och ber sedan att få gå ut.", "SPECIAL_SUPPORT", 88,
          "CLOSED", "Bokstäverna hoppar när det är mycket text på sidan.", "Linjal under raden, kortare texter.",
          measure="Inläsningstjänst i alla ämnen. Texten ges ut dagen före.", note="Kartläggning av läsning gjord i liten grupp.",
          voice="Jag förstår när jag får lyssna. Då kan jag vara med och svara.",
          themes=("READING_WRITING",)),
    Story("Har varit borta åtta dagar på fyra veckor, mest måndagar och fredagar.", "ABSENCE", 61, "MEASURES",
          "Magen gör ont på morgonen.", "Samtal hem vid varje frånvarodag.", urgency="SOON",
          measure="Möts av mentorn kl. 8.05 vid entrén. Första lektionen i det lilla rummet.",
          note="Samtal med eleven om vilka lektioner som känns svåra.", voice="Det är lättast om någon väntar på mig.",
          themes=("ATTENDANCE", "SAFETY"), proposal="En vuxen möter vid bussen de första två veckorna."),
    Story("Sitter ensam alla raster sedan två veckor. Drar sig undan i grupparbeten.", "SPECIAL_SUPPORT", 40, "INVESTIGATION",
          "Ingen frågar om jag får vara med.", "Bestämda par i grupparbeten.", urgency="SOON",
          note="Rastvärdarna följer hur rasterna ser ut i två veckor.", voice="Jag vill ha någon att gå ut med.",
          themes=("RELATIONS",), proposal="Rastaktivitet med vuxen två dagar i veckan."),
    Story("Klassen kommer sent in efter rasten och det tar tjugo minuter innan det är lugnt.", "GROUP_SITUATION", 75, "EVALUATED",
          None, "Tydligare inringning.", group=True, measure="Samma start på varje lektion: instruktion på tavlan, fem minuter tyst.",
          note="Tre lektioner observerade tillsammans med arbetslaget.",
          themes=("STUDY_CALM", "STARTING_AND_STAMINA")),
    Story("Korridoren utanför salarna är trång och högljudd; flera elever väntar på toaletten i stället.", "LEARNING_ENVIRONMENT", 54,
          "MEASURES", None, None, group=True, measure="Två ingångar, en per årskurs. Vuxen i korridoren vid byte.",
          note="Skyddsronden bekräftar bilden.",
          themes=("LEARNING_ENVIRONMENT", "SAFETY")),
    Story("Klarar inte att börja själv när instruktionen är muntlig. Väntar tills någon kommer.", "EXTRA_ADAPTATION", 47, "MEASURES",
          "Jag glömmer vad jag skulle göra.", "Instruktion en gång till.", measure="Sitter nära tavlan. Instruktion även i skrift.",
          note="Avstämt med ämneslärarna.", voice="Lappen på bänken är bra.",
          themes=("STARTING_AND_STAMINA",), proposal="Lappen läggs fram innan lektionen börjar."),
    Story("Ritar mörka bilder och säger att inget spelar någon roll.", "SPECIAL_SUPPORT", 12, "OPEN",
          "Jag orkar inte.", "Pratat på tu man hand.", urgency="SOON", note="Kuratorn träffar eleven i veckan.",
          themes=("WELLBEING",)),
    Story("Vill inte äta i matsalen längre, går hem på lunchen.", "SPECIAL_SUPPORT", 9, "OPEN", "Det låter för mycket där.",
          "Sittplats vid fönstret.",
          themes=("LEARNING_ENVIRONMENT", "WELLBEING")),
    Story("Kan inte följa i matematiken sedan momentet bråk. Provresultatet visar samma sak.", "EXTRA_ADAPTATION", 30, "MEASURES",
          None, "Extra genomgång två gånger.", measure="Laborativt material och kortare uppgifter med direkt återkoppling.",
          note="Specialläraren har sett två lektioner.", voice="Det blir bättre med klossarna.",
          themes=("MATHEMATICS",)),
    Story("Flera i gruppen har slutat räcka upp handen sedan hösten.", "GROUP_SITUATION", 26, "INVESTIGATION", None,
          "Lottade frågor.", group=True, note="Elevhälsomöte planerat med arbetslaget.",
          themes=("STUDY_CALM", "RELATIONS")),
    Story("Behöver stöd att komma igång och avsluta; material saknas ofta.", "CONSULTATION", 20, "OPEN", None,
          "Checklista i lådan.",
          themes=("STARTING_AND_STAMINA",)),
    Story("Har svårt att hålla ihop dagen efter flytten mellan skolorna.", "TRANSITION", 33, "MEASURES", "Jag saknar min gamla klass.",
          None, measure="Fadder i klassen och avstämning varje fredag i fyra veckor.", note="Överlämning läst.",
          voice="Fredagarna är bra.",
          themes=("TRANSITIONS", "RELATIONS")),
)  # fmt: skip
WAITING: tuple[Story, ...] = (
    Story("Somnar på lektionerna efter lunch flera dagar i rad.", "SPECIAL_SUPPORT", 6, "WAITING", "Jag är trött.", None),
    Story("Vägrar byta om till idrotten och har inte varit med på tre veckor.", "SPECIAL_SUPPORT", 4, "WAITING", None,
          "Erbjudit eget omklädningsrum.", urgency="SOON"),
    Story("Oron i klassen har ökat sedan ommöbleringen.", "GROUP_SITUATION", 3, "WAITING", None, None, group=True),
)  # fmt: skip
ANSWERED = "Prövar först det som arbetslaget kom överens om. Ta upp det igen om det inte märks skillnad på tre veckor."
