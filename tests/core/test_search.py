"""Search over all registers: what comes first, what a slip still finds, and who finds what."""

import pytest

from core.access.principals import Principal
from core.choices import Origin, Role
from core.declaration.finding import Fit, find
from core.errors import Invalid
from core.models import Record
from core.registers import registers
from core.writing.erasure import erase
from tests import factories
from tests.factories.records import MAKER
from tests.personas import cast, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return Principal.of(user("manager", Role.SERVICE_MANAGER))


def service(name, reference="", **more):
    return factories.ServiceFactory(name=name, reference=reference, **more)


def titles(principal, text, limit=20):
    return [each.link.title for each in find(principal, text, limit=limit)]


def test_whole_names_come_before_beginnings_words_and_parts(manager):
    for name in ("Voicemail", "The mail room", "Mail archive", "Mail"):
        service(name)
    assert titles(manager, "mail") == ["Mail", "Mail archive", "The mail room", "Voicemail"]


def test_a_reference_comes_first_in_whatever_letters(manager):
    service("Replaces SVC-77")
    service("Telephony", "SVC-77")
    assert titles(manager, "svc-77")[0] == "Telephony"
    assert find(manager, " Svc-77 ", limit=5)[0].fit is Fit.WHOLE


def test_every_word_must_be_there_in_any_order(manager):
    service("Payroll for the north")
    service("Payroll for the south")
    assert titles(manager, "north payr") == ["Payroll for the north"]
    assert titles(manager, "north west") == []


def test_accents_and_case_do_not_matter(manager):
    service("Zürich Börse")
    assert titles(manager, "zurich BORSE") == ["Zürich Börse"]


@pytest.mark.parametrize(
    "typed",
    [
        "nordwimd",  # another letter
        "nordwid",  # one left out
        "nordwinnd",  # one too many
        "nordwnid",  # two swapped
        "nrodwind",  # swapped at the beginning
        "bordwind",  # another at the beginning
        "nordwind energt",  # in the second word
        "Nordwidn energy",
    ],
)
def test_one_slip_of_the_finger_still_finds(manager, typed):
    service("Support for Nordwind Energy")
    service("Westwind")
    found = find(manager, typed, limit=5)
    assert [each.link.title for each in found] == ["Support for Nordwind Energy"]
    assert found[0].is_guess


def test_a_guess_is_made_only_when_nothing_fits(manager):
    service("Mail")
    service("Main")
    assert titles(manager, "mail") == ["Mail"]


def test_two_slips_and_numbers_are_no_guesses(manager):
    service("Nordwind", "SVC-1234")
    assert titles(manager, "nrodwnid") == []
    assert titles(manager, "svc-1235") == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "%",
        "_",
        "\\",
        "*",
        'a" OR "b',
        "-",
        "NEAR(",
        "💥",
        "ß",
        "a b c d e f g h i j",
        "\n",
        "()",
    ],
)
def test_odd_text_is_only_text(manager, typed):
    service("Plain")
    assert titles(manager, typed) == []


def test_signs_are_found_as_themselves(manager):
    service('100 % "cloud" \\ C:\\_x')
    for typed in ("100 %", '"cloud"', "c:\\_x", '100 % "cl'):
        assert len(titles(manager, typed)) == 1, typed


def test_a_text_too_long_is_refused_by_name(manager):
    with pytest.raises(Invalid) as refused:
        find(manager, "x" * 201, limit=5)
    assert "q" in refused.value.fields


def test_archived_records_are_not_found(manager):
    factories.archive(service("Telegraph"))
    assert titles(manager, "telegraph") == []


def test_documents_and_actions_are_found_by_their_names(manager):
    factories.DocumentFactory(name="Minutes of the zebra board")
    factories.ActionFactory(name="Feed the zebra")
    assert set(titles(manager, "zebra")) == {"Minutes of the zebra board", "Feed the zebra"}


def test_everybody_finds_what_they_see_and_nothing_else():
    world = cast()
    factories.SlaFactory(service=world.service, customer=world.customer, targets="quokka")
    factories.SlaFactory(
        service=world.other_service, customer=world.other_customer, targets="quokka"
    )
    for name, people in world.users.items():
        principal = world.principal(name)
        for text in ("own", "other", "quokka", "the"):
            seen = {
                row.uid
                for model in registers()
                for row in model.objects.for_user(principal).current().select_related("record")
                if all(word in row.record.search_text for word in text.split())
            }
            found = {each.link.uid for each in find(principal, text, limit=50)}
            shown = {uid for uid in seen if Record.objects.get(uid=uid).type != "document-links"}
            assert found == shown, (name, text, people.email)
    assert titles(world.principal("representative"), "other") == []


def test_no_register_lets_search_find_what_it_hides_from_anybody():
    hidden = {
        (model.register.name, name)
        for model in registers()
        for name in (model.register.title, *model.register.search)
        for names in model.register.access.hidden.values()
        if name in names
    }
    assert hidden == set()


def test_an_erased_person_is_not_found_by_the_name(manager):
    person = factories.PersonFactory(name="Wilhelmina Quastenflosser", email="wq@example.org")
    assert titles(manager, "quastenflosser") == ["Wilhelmina Quastenflosser"]
    erase(
        type(person),
        person.uid,
        version=1,
        by=MAKER,
        origin=Origin.COMMAND,
        reason="asked",
    )
    for typed in ("quastenflosser", "quastenfloser", "wilhelmina", "wq@example.org"):
        assert titles(manager, typed) == [], typed


def test_nor_by_a_record_that_was_called_after_the_person(manager):
    person = factories.PersonFactory(name="Wilhelmina Quastenflosser")
    factories.RepresentativeFactory(person=person)
    assert len(titles(manager, "quastenflosser")) == 2
    erase(type(person), person.uid, version=1, by=MAKER, origin=Origin.COMMAND, reason="asked")
    assert titles(manager, "quastenflosser") == []


def test_a_renamed_record_is_found_by_its_new_name_only(manager):
    row = service("Caterpillar")
    factories.change(row, name="Butterfly")
    assert titles(manager, "caterpillar") == []
    assert titles(manager, "butterf") == ["Butterfly"]


def test_a_page_of_results_says_that_there_are_more(manager):
    for number in range(4):
        service(f"Many {number}")
    assert len(find(manager, "many", limit=3)) == 4


def test_the_number_of_questions_is_fixed(manager, django_assert_max_num_queries):
    for number in range(30):
        service(f"Fixed {number}")
    find(manager, "fixed", limit=20)
    with django_assert_max_num_queries(2):
        assert len(find(manager, "fixed", limit=20)) == 21
    with django_assert_max_num_queries(5):
        assert titles(manager, "nowhere") == []


def test_among_equals_a_name_of_its_own_comes_first(manager):
    row = service("Aardvark")
    factories.SubscriptionFactory(service=row)
    factories.ActionFactory(name="Aardvark zoo")
    assert titles(manager, "aardvark")[:2] == ["Aardvark", "Aardvark zoo"]


def test_a_service_comes_before_its_namesake_in_the_catalogue(manager):
    row = service("Aardvark")
    factories.CatalogueEntryFactory(service=row, name="Aardvark")
    registers_found = [each.link.register for each in find(manager, "aardvark", limit=20)]
    assert registers_found == ["services", "catalogue-entries"]
