"""{% load places_tags %}: {% current_label province former %}, {% former_label printed province %},
{% label_then_now place %} and {{ commune|full_label }}."""

from django import template

from places import labels

register = template.Library()

register.simple_tag(labels.current_label)
register.simple_tag(labels.former_label)
register.simple_tag(labels.label_then_now)
register.filter(labels.full_label)
