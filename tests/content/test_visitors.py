"""What the walked visitors count of a page."""

from bench.visitors import Screen

PAGE = """<header>Not this</header><main><h1>Two words</h1><svg><title>no</title></svg>
<form action="/a/" method="post"><input type="hidden" name="state" value="s"><p>How are you?</p>
<label><input type="radio" name="q" value="1"><span>Not well</span></label>
<label><input type="radio" name="q" value="2"><span>Quite well</span></label>
<label><input type="radio" name="r" value="1"><span>Not well</span></label>
<select name="zone"><option>Toronto</option></select><textarea name="note"></textarea>
<button name="start" value="nine">Go on<span class="seen-not"> to nine</span></button></form>
<details><summary>More here</summary><p>folded up</p></details><a href="/b/">Away</a></main>"""


def test_words_are_those_that_stand_open_each_line_once() -> None:
    read = "Two words. How are you? Not well. Quite well. Go on. More here. Away."
    assert Screen(PAGE).words == len(read.split(" "))


def test_a_group_of_options_is_one_question_and_what_is_hidden_is_none() -> None:
    (form,) = Screen(PAGE).forms
    assert form["fields"] == {"q": "radio", "r": "radio", "zone": "select", "note": "textarea"}
    assert form["hidden"] == {"state": "s"}
    assert form["buttons"] == [("start", "nine")]
    assert Screen(PAGE).links == ["/b/"]
