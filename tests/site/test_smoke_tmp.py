import pytest

pytestmark = pytest.mark.django_db


def test_x(record, visitor):
    for u in [
        "/",
        "/calidor/",
        "/calidor/questions/partly-agreed/",
        "/calidor/topics/prisons/",
        "/calidor/meetings/first-round/",
    ]:
        assert visitor.get(u).status_code == 200
    from audiatur.record.selectors import question_page
    from audiatur.record.visibility import PUBLIC
    from tests.record_fixture import TODAY

    for slug, q in record.questions.items():
        assert question_page(q, viewer=PUBLIC, today=TODAY).view.status == slug.replace("-", "_")
