"""Two people. The addresses say nothing of whom."""

from django.urls import path

from footing.couple import views
from footing.couple.giving import views as giving
from footing.couple.linking import views as linking
from footing.couple.steps import views as steps
from footing.couple.turns import hand
from footing.couple.turns import views as turns

urlpatterns = [
    path("two/", views.overview, name="two"),
    path("two/code/", linking.make, name="two-code"),
    path("two/code/<uuid:id>/", linking.answer, name="two-answer"),
    path("two/typed/", linking.type_in, name="two-typed"),
    path("two/typed/<uuid:id>/", linking.untype, name="two-untype"),
    path("two/<uuid:id>/", views.one, name="two-one"),
    path("two/<uuid:id>/still/", views.still, name="two-still"),
    path("two/<uuid:id>/end/", views.end, name="two-end"),
    path("two/<uuid:id>/show/", giving.show, name="two-show"),
    path("two/<uuid:id>/show/<uuid:given>/", giving.change, name="two-change"),
    path("two/<uuid:id>/see/<uuid:given>/", giving.look, name="two-look"),
    path("two/<uuid:id>/see/<uuid:given>/still/", giving.still, name="two-look-still"),
    path("two/<uuid:id>/do/<slug:step>/", steps.step, name="two-step"),
    path("two/<uuid:id>/do/<slug:step>/still/", steps.still, name="two-step-still"),
    path("two/<uuid:id>/turns/", turns.before, name="two-turns"),
    path("two/turns/", turns.kept, name="two-kept"),
    path("two/turns/<uuid:id>/", turns.one, name="two-round"),
    path("two/turns/<uuid:id>/delete/", turns.delete, name="two-kept-delete"),
    path("now/<slug:token>/<int:seen>/still/", turns.still, name="two-now"),
    path("turns/", hand.turns, name="turns"),
]
