"""Writes crawler/extraction/data: administrative divisions, townships, telephone area codes.

Run `python tools/make_divisions.py`. The sources come through npm and pip into a temporary folder; their
licences stand in crawler/extraction/data/NOTICE.md. The same sources always give the same bytes.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "crawler/extraction/data"
DIVISIONS_PACKAGE = "china-division@2.7.0"
HISTORY_PACKAGE = "gb2260==0.4.1"
PHONES_PACKAGE = "phonenumbers==9.0.43"
HISTORY_END, CURRENT = 2014, 2023  # the undated revision of gb2260 is that of 2014

PLACEHOLDERS = re.compile(r"(.+市)?市辖区|县|市|(省|自治区)直辖(县级)?行政(单位|区划)")
TYPOS = {  # misprints of gb2260
    ("341302", "墉桥区"): "埇桥区",
    ("371700", "荷泽市"): "菏泽市",
    ("410304", "廛河回族区"): "瀍河回族区",
    ("411502", "师河区"): "浉河区",
    ("420104", "乔口区"): "硚口区",
    ("420505", "虎亭区"): "猇亭区",
    ("450331", "荔蒲县"): "荔浦县",
    ("451402", "江洲区"): "江州区",
    ("511681", "华莹市"): "华蓥市",
}
SUFFIX = re.compile(r"(自治州|自治县|自治旗|特区|林区|矿区|地区|盟|市|县|区|旗|州)$")
PEOPLES = (
    "壮族|回族|维吾尔族|维吾尔|哈萨克族|哈萨克|蒙古族|蒙古|藏族|羌族|彝族|白族|傣族|景颇族|傈僳族|朝鲜族|土家族|苗族|侗族|"
    "布依族|瑶族|黎族|畲族|满族|锡伯族|锡伯|达斡尔族|鄂伦春族|鄂温克族|东乡族|保安族|撒拉族|土族|裕固族|柯尔克孜族|柯尔克孜|"
    "塔吉克族|塔吉克|哈尼族|拉祜族|佤族|布朗族|纳西族|怒族|独龙族|普米族|水族|仡佬族|仫佬族|毛南族|各族"
)
ALL_PEOPLES = re.compile(f"(?<=.)(?:{PEOPLES})+$")
TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木|地区)$")
ZONE = re.compile(
    r"(?:开发区|[实试]验区|示范区|高新区|经开区|新区|园区|产业园|工业园|科技园|工业区|保税区|保税港区|度假区|风景区|名胜区|管理区|合作区"
    r"|聚集区|集聚区|集中区|旅游区|经济区|生态区|生态城)$"
)
MUNICIPALITIES = ("11", "12", "31", "50")
SHARED = {  # what the source leaves out of area codes that several places share
    "371": "4102",
    "391": "419001",
    "558": "3416",
    "719": "429021",
    "731": "4302",
    "772": "4513",
    "774": "4511",
    "775": "4508",
    "898": "46",  # all of 海南
    "935": "6203",
    "937": "6202",
}

Names = dict[str, str]


def fetch(folder: Path) -> tuple[Path, Path]:
    """The unpacked JavaScript package and the folder with the Python wheels' modules on `sys.path`."""
    subprocess.run(["npm", "pack", "--silent", DIVISIONS_PACKAGE], cwd=folder, check=True)
    archive = next(folder.glob("china-division-*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    for package in (HISTORY_PACKAGE, PHONES_PACKAGE):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", package]
        subprocess.run(pip, cwd=folder, check=True)
    for wheel in folder.glob("*.whl"):
        sys.path.insert(0, str(wheel))
    return folder / "package/dist", folder


def read_json(path: Path) -> list[dict[str, str]]:
    """The rows of one table of china-division."""
    rows: list[dict[str, str]] = json.loads(path.read_text("utf-8"))
    return rows


def current_names(dist: Path) -> Names:
    """6-digit code -> name as of about 2023, groupings without a government of their own left out."""
    names = {row["code"] + "0000": row["name"] for row in read_json(dist / "provinces.json")}
    names |= {row["code"] + "00": row["name"] for row in read_json(dist / "cities.json")}
    for row in read_json(dist / "areas.json"):
        if names.get(row["cityCode"] + "00") != row["name"]:  # 东莞, 中山, 儋州, 嘉峪关 have no counties
            names[row["code"]] = row["name"]
    return {code: name for code, name in names.items() if not PLACEHOLDERS.fullmatch(name)}


def past_names() -> dict[tuple[str, str], set[int]]:
    """(code, name) -> years of the revisions of GB/T 2260 that have it."""
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    for revision, names in importlib.import_module("gb2260.data").data.items():
        year = HISTORY_END if revision is None else int(str(revision)[:4])
        for number, name in names.items():
            if not PLACEHOLDERS.fullmatch(name) and number < 700000:
                code = str(number)
                years[code, TYPOS.get((code, name), name)].add(year)
    return years


def stem(name: str) -> str:
    """The name without its class and peoples: 大厂回族自治县 -> 大厂, 通州市 -> 通州."""
    bare = SUFFIX.sub("", name)
    return ALL_PEOPLES.sub("", bare) or bare


def is_zone(code: str) -> bool:
    """Whether it is one of the codes ..71 to ..79 that statisticians give to zones, since when is unknown."""
    return "71" <= code[4:] <= "79"


def short_form(name: str) -> str:
    """The everyday form of an autonomous place, else empty: 恩施土家族苗族自治州 -> 恩施州."""
    match = re.search(r"自治(州|县|旗)$", name)
    if match and len(stem(name)) > 1:
        return stem(name) + match.group(1)
    return ""


def hand_kept() -> dict[tuple[str, str], tuple[str, int]]:
    """(code, name) -> (current code or "", year), from renames.tsv."""
    rows = (DATA / "renames.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {(code, name): (successor, int(year)) for code, name, successor, year in cells}


def successor(code: str, name: str, current: Names) -> str:
    """The code that a place has now: same name, else same code, else same stem near by; "" if unsure."""
    if current.get(code) == name:
        return code
    is_city = code.endswith("00")
    dissolved = code[:4] + "00" not in current or code[2:4] == "90" or code[:2] in MUNICIPALITIES
    near = code[:2] if is_city or dissolved else code[:4]
    rivals = {
        other: other_name
        for other, other_name in current.items()
        if other.startswith(near) and other.endswith("00") == is_city and not is_zone(other)
    }
    same_name = [other for other, other_name in rivals.items() if other_name == name]
    if len(same_name) == 1:
        return same_name[0]
    if code in current:
        return code
    same_stem = [other for other, other_name in rivals.items() if stem(other_name) == stem(name)]
    return same_stem[0] if len(same_stem) == 1 and len(stem(name)) > 1 else ""


def first_years(current: Names, change: dict[tuple[str, str], tuple[str, int]]) -> dict[str, int]:
    """Code -> year of the change that made it: its namesake's if known, for others may have joined it later."""
    namesakes, joined = dict[str, int](), dict[str, int]()
    for (_, name), (new, year) in change.items():
        if new and year:
            years = namesakes if stem(name) == stem(current[new]) else joined
            years[new] = max(year, years.get(new, 0))
    return joined | namesakes


def division_rows(current: Names) -> list[tuple[str, ...]]:
    """Rows of code, name, first year, last year ("" = open), current code, short form; sorted."""
    past, kept = past_names(), hand_kept()
    recoded = {code[:4]: year for (code, _), (_, year) in kept.items() if code.endswith("00")}
    for code, name in current.items():
        past.setdefault((code, name), set())
    change = {}
    for (code, name), years in past.items():
        known = kept.get((code, name))
        gone_with_prefecture = recoded.get(code[:4], 0) if max(years, default=0) == HISTORY_END else 0
        change[code, name] = known or (successor(code, name, current), gone_with_prefecture)
    new_since = first_years(current, change)
    rows = []
    for (code, name), years in past.items():
        now, changed = change[code, name]
        is_current = current.get(code) == name
        first = min(years, default=new_since.get(code, HISTORY_END + 1))
        last = max(years, default=CURRENT)
        if not is_current and last < HISTORY_END:
            last += 1  # the revision shows the end of a year, the change came within the next
        elif not is_current:
            last = CURRENT - 1
        if changed:
            last = max(changed, max(years, default=changed))
        rows.append(
            (
                code,
                name,
                "" if first == 2002 or is_zone(code) else str(first),
                "" if is_current else str(last),
                now,
                short_form(name),
            )
        )
    unknown = set(kept) - {(row[0], row[1]) for row in rows}
    if unknown:
        raise SystemExit(f"renames.tsv names what no source has: {sorted(unknown)}")
    wrong = sorted(row for row in rows if row[4] and row[4] not in current)
    if wrong:
        raise SystemExit(f"current codes that do not exist: {wrong}")
    return sorted(rows)


def township_rows(dist: Path, current: Names) -> list[tuple[str, ...]]:
    """Rows of name and its 9-digit codes, separated by blanks; sorted.

    Without what stands below itself (金门县), and without what statisticians only count like a township: farms,
    prisons, companies, offices (延吉市林业局) are no divisions. Zones stay.
    """
    codes = defaultdict(list)
    for row in read_json(dist / "streets.json"):
        name = re.sub(r"（[^（）]*）$|(?<=街道)办事处$", "", row["name"])
        is_place = TOWNSHIP.search(name) or ZONE.search(name)
        if is_place and current.get(row["code"][:6]) != name:
            codes[name].append(row["code"])
    return sorted((name, " ".join(sorted(found))) for name, found in codes.items())


def area_code_rows(current: Names) -> list[tuple[str, ...]]:
    """Rows of area code without the leading 0 and the code prefixes that it serves, separated by blanks."""
    geodata: dict[str, dict[str, str]] = importlib.import_module("phonenumbers.geodata").GEOCODE_DATA
    rows = []
    for number, texts in geodata.items():
        text = texts.get("zh", "")
        if not (number.startswith("86") and len(number) in {4, 5} and text) or number == "86173":
            continue
        prefixes = served(text, current) | ({SHARED[number[2:]]} if number[2:] in SHARED else set())
        if prefixes:
            rows.append((number[2:], " ".join(sorted(prefixes))))
    return sorted(rows)


def served(text: str, current: Names) -> set[str]:
    """Code prefixes of the places in a description such as `湖南省长沙市、湘潭市`."""
    province = next(
        code[:2] for code, name in current.items() if code[2:] == "0000" and text.startswith(bare_province(name))
    )
    if province in MUNICIPALITIES:
        return {province}
    full = current[province + "0000"]
    rest = text.removeprefix(full) if text.startswith(full) else text.removeprefix(bare_province(full))
    found: set[str] = set()
    for part in rest.split("、"):
        for code, name in current.items():
            own = code.startswith(province) and code[2:] != "0000" and stem(name) == stem(part)
            if own and len(part) > 1:
                found.add(code if code[2:4] == "90" else code[:4])
    return found


def bare_province(name: str) -> str:
    """广西壮族自治区 -> 广西; 内蒙古 and 黑龙江 have three characters."""
    return name[: 3 if name.startswith(("内蒙古", "黑龙江")) else 2]


def write(name: str, rows: list[tuple[str, ...]], *, compressed: bool = True) -> None:
    """Tab-separated lines, compressed without a time stamp."""
    data = "\n".join("\t".join(row) for row in rows).encode()
    path = DATA / name
    path.write_bytes(gzip.compress(data, 9, mtime=0) if compressed else data + b"\n")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def main() -> None:
    """Fetches the sources and writes the three files."""
    with tempfile.TemporaryDirectory() as name:
        dist, _ = fetch(Path(name))
        current = current_names(dist)
        rows = division_rows(current)
        write("divisions.tsv.gz", rows)
        write("townships.tsv.gz", township_rows(dist, current))
        write("area_codes.tsv", area_code_rows(current), compressed=False)
        lost: list[Any] = [row[:2] for row in rows if not row[4]]
        print("no single successor:", lost)


if __name__ == "__main__":
    main()
