"""Names in scripts that put no blanks between words."""

from __future__ import annotations

import pytest

from tests.domain.privacy.names.crowd import contact, knowing, structured

CHINESE = knowing(
    structured("小龙", "李", "李小龙"), contact("王芳"), contact("欧阳 修文"), structured("未来", "高", "高未来")
)
CHINESE_FOUND = [
    ("我见了李小龙。李 小龙来了", "我见了P01。P01来了"),
    ("小龙说不行", "P01说不行"),
    ("李先生, 李 先生, 李女士来了", "P01先生, P01 先生, P01女士来了"),
    ("昨天和李老师谈", "昨天和P01老师谈"),
    ("王芳和王先生", "P02和P02先生"),
    ("欧阳说, 修文也", "P03说, P03也"),
    ("未来先生, 高未来", "P04先生, P04"),
]
CHINESE_STAY = ["李子很好吃", "国王来了", "未来很好", "提高总量", "芳香", "行李很重"]

JAPANESE = knowing(
    structured("太郎", "田中", "田中太郎"), structured("誠", "森", "森誠"), structured("マリア", "ロペス")
)
JAPANESE_FOUND = [
    ("田中さん、田中 さん、田中様", "P01さん、P01 さん、P01様"),
    ("田中は太郎に聞いた", "P01はP01に聞いた"),
    ("田中 太郎さんが", "P01さんが"),
    ("田中先生と田中\u3000太郎", "P01先生とP01"),
    ("森さん、森 さん、誠くん、森誠", "P02さん、P02 さん、P02くん、P02"),
    ("マリア・ロペスさん、ロペス氏", "P03さん、P03氏"),
    ("Tanakaは田中", "TanakaはP01"),
]
JAPANESE_STAY = ["森の中で", "誠実な人", "田んぼの中"]

KOREAN = knowing(structured("철수", "김", "김철수"), contact("이영희"), structured("하늘", "남궁", "남궁하늘"))
KOREAN_FOUND = [
    ("김철수는 김 철수에게", "P01는 P01에게"),
    ("철수가 말했다, 철수님", "P01가 말했다, P01님"),
    ("김님, 김 님, 김 선생님, 김씨, 김대표님", "P01님, P01 님, P01 선생님, P01씨, P01대표님"),
    ("영희는 이 선생님과", "P02는 P02 선생님과"),
    ("남궁은 하늘님을", "P03은 P03님을"),
]
KOREAN_STAY = ["김치를 먹었다", "이 제품은", "하늘이 맑다", "이것은 좋다"]

KINDS = {
    "chinese": (CHINESE, CHINESE_FOUND, CHINESE_STAY),
    "japanese": (JAPANESE, JAPANESE_FOUND, JAPANESE_STAY),
    "korean": (KOREAN, KOREAN_FOUND, KOREAN_STAY),
}


@pytest.mark.parametrize(
    ("kind", "text", "expected"), [(kind, *row) for kind, (_, rows, _) in KINDS.items() for row in rows]
)
def test_names_are_found_inside_of_text(kind: str, text: str, expected: str) -> None:
    scrubber = KINDS[kind][0]
    assert scrubber.scrub(text) == expected
    assert scrubber.scrub(expected) is expected


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, (_, _, texts) in KINDS.items() for text in texts])
def test_signs_that_are_in_names_stay_in_words(kind: str, text: str) -> None:
    assert KINDS[kind][0].scrub(text) is text


def test_a_family_name_of_several_people_is_nobodys() -> None:
    scrubber = knowing(structured("小龙", "李", "李小龙"), structured("雷", "李", "李雷"))
    assert scrubber.scrub("李先生, 李雷, 小龙") == "[name]先生, P02, P01"


def test_an_organisation_of_four_signs_is_no_family_and_given_name() -> None:
    assert knowing("北京大学").scrub("北京很大, 北京大学") == "北京很大, P01"
