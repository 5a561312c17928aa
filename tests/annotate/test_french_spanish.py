"""What paragraphs say in French and Spanish: acts, addressees, deadlines, subjects, with the words of vocab/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from graph.namespaces import Names
from graph.rooms import room
from graph.thesaurus import Thesaurus
from loaders.annotate.lemmas import lemmatiser
from loaders.annotate.spacy_pipeline import Place, make_doc, pipeline
from loaders.findings import Findings
from loaders.front import parse
from loaders.text import Text


@dataclass(frozen=True, slots=True)
class Said:
    """What is found in a paragraph of a decision of COP 10."""

    acts: list[tuple[str, list[str]]]
    due: list[str]
    subjects: list[str]


Saying = Callable[[str, str], Said]


@pytest.fixture(scope="module")
def said() -> Saying:
    words = Thesaurus.load()

    def run(language: str, text: str) -> Said:
        nlp = pipeline(language, words)
        found = nlp(make_doc(nlp, text, Place(language, "cop", 10, 2010, acts=True)))._
        return Said(
            [(act.code, [addressee.code for addressee in act.addressees]) for act in found.chm_acts],
            [deadline.meeting or deadline.date for deadline in found.chm_deadlines],
            [subject.concept.rpartition("/")[2] for subject in found.chm_subjects],
        )

    return run


ALL = ["parties", "other-governments", "relevant-organizations"]
ACTS = [
    ("fr", "Invite également les Parties, les autres gouvernements et les organisations compétentes à dire tout ;",
     [("invite", ALL)]),
    ("es", "Invita también a las Partes, a otros gobiernos y a las organizaciones pertinentes a que digan todo;",
     [("invite", ALL)]),
    ("fr", "Prie le Secrétaire exécutif, en consultation avec les Parties, de dresser un bilan ;",
     [("request", ["executive-secretary"])]),
    ("es", "Pide al Secretario Ejecutivo que, en consulta con las Partes, prepare un balance;",
     [("request", ["executive-secretary"])]),
    ("fr", "Rappelant ses vœux, invite les Parties et les donateurs en mesure de le faire à payer, et exhorte les pays"
     " développés Parties à aider",
     [("recall", []), ("invite", ["parties", "donors"]), ("urge", ["developed-parties"])]),
    ("es", "Recordando sus deseos, invita a las Partes y a los donantes que estén en condiciones de hacerlo a pagar, e"
     " insta a las Partes que son países desarrollados a que ayuden",
     [("recall", []), ("invite", ["parties", "donors"]), ("urge", ["developed-parties"])]),
    ("fr", "Prend note du compte et prie en outre le Fonds pour l’environnement mondial d’aider les pays en"
     " développement Parties ;",
     [("take-note", []), ("request", ["gef"])]),
    ("es", "Toma nota de la cuenta y pide además al Fondo para el Medio Ambiente Mundial que ayude a las Partes que son"
     " países en desarrollo;",
     [("take-note", []), ("request", ["gef"])]),
    ("fr", "Recommande que les Parties et le Secrétaire exécutif comptent les mares des donateurs",
     [("recommend", ["parties", "executive-secretary"])]),
    ("es", "Recomienda que las Partes y el Secretario Ejecutivo cuenten las charcas de los donantes",
     [("recommend", ["parties", "executive-secretary"])]),
    ("fr", "Prie instamment les Parties qui ne l’ont pas encore fait de compter", [("urge", ["parties"])]),
    ("es", "Insta encarecidamente a las Partes que aún no lo hayan hecho a contar", [("urge", ["parties"])]),
    ("fr", "Invite les Parties, par l’intermédiaire du Bureau, à prier le Secrétaire exécutif de compter ;",
     [("invite", ["parties"])]),
    ("es", "Invita a las Partes a que, por conducto de la Mesa, pidan al Secretario Ejecutivo que cuente;",
     [("invite", ["parties"])]),
    ("fr", "Prie, sous réserve des ressources disponibles, la Secrétaire exécutive de compter ;",
     [("request", ["executive-secretary"])]),
    ("es", "Pide, con sujeción a la disponibilidad de recursos, a la Secretaria Ejecutiva que cuente;",
     [("request", ["executive-secretary"])]),
    ("fr", "Prie les correspondants nationaux des Parties de répondre", [("request", ["national-focal-points"])]),
    ("es", "Pide a los puntos focales nacionales de las Partes que hablen", [("request", ["national-focal-points"])]),
    ("fr", "Encourage l’emploi des données par les Parties ;", [("encourage", [])]),
    ("es", "Alienta el uso de los datos por las Partes;", [("encourage", [])]),
    ("fr", "Décide d’examiner la demande des Parties, qui propose beaucoup et offre peu ;", [("decide", [])]),
    ("es", "Decide examinar la nota de las Partes, que propone mucho y ofrece poco;", [("decide", [])]),
    ("fr", "Engage les Parties et invite les autres gouvernements à payer, et décide de compter les mares ;",
     [("call-upon", ["parties"]), ("invite", ["other-governments"]), ("decide", [])]),
    ("es", "Acoge con beneplácito el informe del Secretario Ejecutivo y decide contar las charcas;",
     [("welcome", []), ("decide", [])]),
    ("fr", "Prenant note avec intérêt du compte des mares,", [("take-note", [])]),
    ("es", "Expresando su agradecimiento a quienes cuentan las charcas,", [("appreciate", [])]),
    ("fr", "Fait siennes les idées des Parties et demande instamment aux donateurs de payer ;",
     [("endorse", []), ("urge", ["donors"])]),
    ("es", "Hace suyas las ideas de las Partes y pide encarecidamente a los donantes que paguen;",
     [("endorse", []), ("urge", ["donors"])]),
    ("fr", "Prend également note du compte et fait également sienne la liste ;", [("take-note", []), ("endorse", [])]),
    ("es", "Toma también nota de la cuenta y hace asimismo suya la lista;", [("take-note", []), ("endorse", [])]),
    ("fr", "Se félicitant des mares, et invitant les autres Parties à creuser,",
     [("welcome", []), ("invite", ["parties"])]),
    ("es", "Reconociendo la importancia de las charcas y constatando que se secan,",
     [("underline-importance", []), ("note", [])]),
    ("fr", "Invite les Parties à parler et prie celles-ci d’écouter ;", [("invite", ["parties"]), ("request", [])]),
    ("fr", "Prie ceux qui comptent de le dire et décide d’en reparler ;", [("request", []), ("decide", [])]),
    ("es", "Pide a las Partes que cuenten charcas y decide volver sobre ello;",
     [("request", ["parties"]), ("decide", [])]),
    ("fr", "Appelle l’attention des Parties sur les mares ;", [("draw-attention", ["parties"])]),
    ("es", "Señala a la atención de las Partes las charcas;", [("draw-attention", ["parties"])]),
    ("fr", "Invite les organismes d’aide, les banques de développement et les Parties à creuser ;",
     [("invite", ["parties"])]),
    ("es", "Invita a los bancos de desarrollo, los organismos de ayuda y las Partes a cavar;",
     [("invite", ["parties"])]),
    ("fr", "Invite le secrétariat de la Convention de Ramsar et le Conseil du Fonds pour l’environnement mondial",
     [("invite", ["ramsar", "gef"])]),
    ("es", "Invita a la Secretaría de la Convención de Ramsar y al Consejo del Fondo para el Medio Ambiente Mundial",
     [("invite", ["ramsar", "gef"])]),
    ("fr", "Invite les organes directeurs de la Convention de Ramsar à compter ;", [("invite", ["ramsar"])]),
    ("fr", "Engage instamment les Parties et, selon que de besoin, les autres gouvernements à compter ;",
     [("urge", ["parties", "other-governments"])]),
    ("fr", "Prie le Fonds pour l’environnement mondial, en sa qualité de mécanisme de financement, de payer ;",
     [("request", ["gef"])]),
    ("es", "Pide al Fondo para el Medio Ambiente Mundial, en su calidad de mecanismo financiero, que pague;",
     [("request", ["gef"])]),
    ("fr", "Prie les États qui ne sont pas encore Parties et les organismes compétents de compter ;",
     [("request", ["governments", "relevant-organizations"])]),
    ("es", "Invita a los demás Gobiernos y a los países donantes a contar;",
     [("invite", ["other-governments", "donors"])]),
    ("fr", "Demande que, dans la limite des moyens, le Secrétaire exécutif compte ;",
     [("request", ["executive-secretary"])]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "acts"), ACTS)
def test_the_acts_of_a_paragraph_each_with_those_it_is_directed_to(
    said: Saying, language: str, text: str, acts: list[tuple[str, list[str]]]
) -> None:
    assert said(language, text).acts == acts


DUE = [
    ("fr", "d’en rendre compte à la Conférence des Parties à sa onzième réunion", ["cop/11"]),
    ("fr", "pour examen par la Conférence des Parties à sa vingt et unième réunion", ["cop/21"]),
    ("fr", "avant la 15e réunion de la Conférence des Parties", ["cop/15"]),
    ("fr", "de revoir la question à sa prochaine réunion", ["cop/11"]),
    ("fr", "d’ici au 31 décembre 2012", ["2012-12-31"]),
    ("fr", "au plus tard le 1er mars 2013", ["2013-03-01"]),
    ("fr", "le 1er mars 2013 au plus tard", ["2013-03-01"]),
    ("fr", "avant la fin de l’année 2014", ["2014"]),
    ("fr", "d’ici à 2020", ["2020"]),
    ("fr", "d’ici la onzième réunion de la Conférence des Parties", ["cop/11"]),
    ("fr", "à une réunion précédant la onzième réunion de la Conférence des Parties", ["cop/11"]),
    ("fr", "à ses onzième et douzième réunions", ["cop/11", "cop/12"]),
    ("fr", "de proroger le mandat du Groupe spécial des mares jusqu’à sa onzième réunion", ["cop/11"]),
    ("fr", "que la Conférence examine les résultats des travaux à sa onzième réunion", ["cop/11"]),
    ("fr", "pour le 30 juin 2013", ["2013-06-30"]),
    ("fr", "à sa septième réunion", []),
    ("fr", "le plan adopté par la Conférence des Parties à sa quinzième réunion", []),
    ("fr", "à la quinzième réunion du Comité pour les plantes", []),
    ("fr", "la stratégie 2011-2020", []),
    ("es", "que informe a la Conferencia de las Partes en su undécima reunión", ["cop/11"]),
    ("es", "para su examen por la Conferencia de las Partes en su vigésima primera reunión", ["cop/21"]),
    ("es", "antes de la 15ª reunión de la Conferencia de las Partes", ["cop/15"]),
    ("es", "en su decimoquinta reunión", ["cop/15"]),
    ("es", "en su 15.ª reunión", ["cop/15"]),
    ("es", "volver sobre el asunto en su próxima reunión", ["cop/11"]),
    ("es", "a más tardar el 31 de diciembre de 2012", ["2012-12-31"]),
    ("es", "antes del 1 de marzo de 2013", ["2013-03-01"]),
    ("es", "a más tardar en marzo de 2013", ["2013-03"]),
    ("es", "antes de finales de 2014", ["2014"]),
    ("es", "para 2020", ["2020"]),
    ("es", "de aquí a 2020", ["2020"]),
    ("es", "antes de que finalice 2014", ["2014"]),
    ("es", "en 2014, a más tardar", ["2014"]),
    ("es", "en sus reuniones undécima y duodécima", ["cop/11", "cop/12"]),
    ("es", "prorrogar el mandato del Grupo de Charcas hasta su 11ª reunión", ["cop/11"]),
    ("es", "en su séptima reunión", []),
    ("es", "el plan adoptado por la Conferencia de las Partes en su decimoquinta reunión", []),
    ("es", "en la decimoquinta reunión del Comité de Flora", []),
    ("es", "la estrategia 2011-2020", []),
]


@pytest.mark.parametrize(("language", "text", "due"), DUE)
def test_a_deadline_is_a_meeting_or_a_date_ahead(said: Saying, language: str, text: str, due: list[str]) -> None:
    assert said(language, text).due == due


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "an invasive alien species", "invasive alien species"),
        ("fr", "une espèce exotique envahissante", "des espèces exotiques envahissantes"),
        ("fr", "une aire protégée", "les aires protégées"),
        ("es", "una especie exótica invasora", "las especies exóticas invasoras"),
        ("es", "un área protegida", "las áreas protegidas"),
        ("fr", "une Evaluation d’impact", "les évaluations d’impact"),
        ("es", "un Area protegida", "las AREAS PROTEGIDAS"),
        ("fr", "accès et partage des avantages", "l’accès et le partage des avantages"),
        ("es", "creación y desarrollo de capacidad", "la creación y el desarrollo de capacidad"),
    ],
)
def test_a_subject_is_found_in_singular_and_plural(said: Saying, language: str, one: str, many: str) -> None:
    assert said(language, one).subjects
    assert said(language, one).subjects == said(language, many).subjects


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le Centre d’échange pour la prévention des risques biotechnologiques"),
        ("es", "el Centro de Intercambio de Información sobre Seguridad de la Biotecnología"),
    ],
)
def test_the_name_of_another_house_is_not_the_clearing_house_mechanism(said: Saying, language: str, text: str) -> None:
    assert said(language, text).subjects == []


def test_a_mention_does_not_hold_its_article() -> None:
    nlp = pipeline("es", Thesaurus.load())
    (found,) = nlp(make_doc(nlp, "las áreas protegidas", Place("es", "cop", 10, 2010)))._.chm_subjects
    assert found.span.exact == "áreas protegidas"


def test_the_time_before_a_meeting_may_have_its_hedge_behind_it() -> None:
    for language, text in (
        ("fr", "six mois au moins avant la onzième réunion de la Conférence des Parties"),
        ("es", "seis meses como mínimo antes de la 11ª reunión de la Conferencia de las Partes"),
    ):
        nlp = pipeline(language, Thesaurus.load())
        (due,) = nlp(make_doc(nlp, text, Place(language, "cop", 10, 2010, acts=True)))._.chm_deadlines
        assert (due.meeting, due.period) == ("cop/11", "P6M")


def test_a_verb_in_english_is_not_the_base_form_of_an_adjective() -> None:
    lemma = lemmatiser("en")
    assert lemma is not None
    assert (lemma("Areas"), lemma("protected"), lemma("protecting")) == ("area", "protected", "protecting")


def test_participles_in_french_have_one_base_form() -> None:
    lemma = lemmatiser("fr")
    assert lemma is not None
    assert {lemma(form) for form in ("protégé", "protégée", "protégés", "Protégées")} == {"protégé"}


@pytest.fixture(scope="module")
def versions() -> dict[str, Text]:
    return {code: parse(room("examples") / f"x-15.{code}.txt", Names())[0] for code in ("en", "fr", "es")}


def told(findings: Findings) -> tuple[list[str], list[str], list[str | None], list[str]]:
    """What must not depend on the language: acts, addressees, citations, deadlines."""
    return (
        [action.code for action in findings.actions],
        sorted(addressee.code for addressee in findings.addressees),
        [citation.target for citation in findings.citations],
        [deadline.meeting or deadline.date or "" for deadline in findings.deadlines],
    )


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_versions_of_a_decision_have_the_same_parts(versions: dict[str, Text], language: str) -> None:
    def parts(text: Text) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
        return [(e.path, e.kind, e.parent, tuple(note for _, note in e.notes)) for e in text.elements]

    assert parts(versions[language]) == parts(versions["en"])
    assert versions[language].restatement
    assert versions[language].warnings == ()


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_versions_of_a_decision_ask_the_same_of_the_same(versions: dict[str, Text], language: str) -> None:
    english, other = versions["en"].findings, versions[language].findings
    paths = {*english, *other}
    assert {path: told(other.get(path, Findings())) for path in paths} == {
        path: told(english.get(path, Findings())) for path in paths
    }
    assert told(other["5.c"]) == (["request"], ["executive-secretary"], [], ["cop/11"])
