"""Wrong arguments get one clear line and status 2, whatever is wrong with them."""

from __future__ import annotations

import pytest

from tests.commands.running import one_line_no_traceback, scrapy, scrapy_here

NO_UTF8 = b"\xff\xfe".decode("utf-8", "surrogateescape")


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What `scrapy …` says on standard error, in this process; it must be one line and the status 2."""
    status = scrapy_here(*arguments)
    printed = capsys.readouterr()
    assert status == 2
    assert printed.out == ""
    assert one_line_no_traceback(printed.err), printed.err
    assert printed.err.startswith("error: ")
    return printed.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("crawl", "spider's name"),
        ("crawl nosuchspider", "'nosuchspider'; there are: "),
        ("crawl replay", "-a path="),
        ("crawl replay -a path=", "-a path="),
        ("crawl replay -a nonsense", "-a NAME=VALUE"),
        ("crawl replay -a path=/no/such/place", "'/no/such/place': No such file"),
        ("crawl replay -a path=seeds -a foo=bar", "'foo'; there are: path"),
        ("crawl replay --strict=1 -a path=seeds", "--strict"),
        ("reports", "<subcommand>"),
        ("reports nosuch", "'nosuch'"),
        ("reports new --since someday", "--since: 'someday'"),
        ("reports new --since 0001-01-01", "0001-01-01"),
        ("reports changed --since 7d --run last", "--run: not allowed with argument --since"),
        ("reports list --bogus", "--bogus"),
        ("reports list --year 99999999999999999999999", "--year: '99999999999999999999999' is no year"),
        ("reports list --year -5", "'-5' is no year"),
        ("reports list --limit 99999999999999999999", "is no limit"),
        ("reports list --limit 0", "is no limit"),
        ("reports list --limit abc", "--limit: 'abc' is no limit"),
        ("reports list --form nosuch", "form_2019"),
        ("reports export", "--output"),
        ("reports export -o reports.xml", ".jsonl"),
        ("reports export -o - --json", "--json"),
        ("reports inspect /no/such/place", "'/no/such/place': No such file"),
        ("mongo start now", "now"),
        ("drain now", "now"),
    ],
)
def test_wrong_arguments_get_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: str, says: str
) -> None:
    assert says in refused(capsys, *arguments.split())


@pytest.mark.parametrize("option", ["--region", "--agency", "--issue"])
def test_empty_and_undecodable_texts_are_refused(capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert f"{option}: it is empty" in refused(capsys, "reports", "list", option, " ")
    assert f"{option}: '\\udcff\\udcfe' is no UTF-8" in refused(capsys, "reports", "list", option, NO_UTF8)


@pytest.mark.parametrize("command", [("reports", "new", "--run"), ("reports", "show"), ("reports", "inspect")])
def test_empty_names_are_refused(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    assert "it is empty" in refused(capsys, *command, "")


def test_inspect_does_not_speak_of_another_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert "-a path" not in refused(capsys, "reports", "inspect", "/no/such/place")


def test_a_process_of_its_own_takes_bytes_that_are_no_utf8() -> None:
    done = scrapy("reports", "show", b"\xff\xfe")
    assert done.returncode == 2
    assert one_line_no_traceback(done.stderr)


@pytest.mark.parametrize("arguments", [("mongo", "start"), ("crawl", "replay", "-a", "path=seeds")])
def test_a_cache_that_cannot_be_used_is_one_line(arguments: tuple[str, ...]) -> None:
    done = scrapy(*arguments, uri="", OGI_CACHE_DIR="/proc/nowhere")
    assert done.returncode == 2
    assert one_line_no_traceback(done.stderr)
    assert "/proc/nowhere/mongo cannot be used" in done.stderr


@pytest.mark.mongo
def test_a_database_name_that_is_no_utf8_is_one_line(mongo_uri: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert scrapy_here("reports", "list", uri=mongo_uri, database=NO_UTF8) == 2
    told = capsys.readouterr().err
    assert one_line_no_traceback(told)
    assert "MONGO_DATABASE" in told
