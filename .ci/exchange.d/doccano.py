"""Imports a file into two projects as doccano's server does, of spans and of relations,
checks the words, and lets its exporter write them again."""
import json, os, sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
sys.path[0] = os.getcwd()
import django

django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command

call_command("migrate", verbosity=0)
from data_export.celery_tasks import create_collaborative_dataset
from data_export.pipeline.factories import create_formatter, create_writer
from data_import.celery_tasks import create_file_format
from data_import.datasets import load_dataset
from data_import.pipeline.readers import FileName
from labels.models import Relation, Span
from projects.models import ProjectType, SequenceLabelingProject

source, folder = sys.argv[1:]
with open(source, encoding="utf-8") as f:
    lines = [json.loads(line) for line in f]
want = sorted((l["text"][s:e], label) for l in lines for s, e, label in l["label"])
user = get_user_model().objects.create(username="me")
ok = 0
for task in ("SequenceLabeling", "RelationExtraction"):
    relations = task == "RelationExtraction"
    project = SequenceLabelingProject.objects.create(
        name=task, project_type=ProjectType.SEQUENCE_LABELING, created_by=user, allow_overlapping=True, use_relation=relations,
        collaborative_annotation=True)
    name = FileName(full_path=source, generated_name="a.jsonl", upload_name="a.jsonl")
    data = load_dataset(task, create_file_format("JSONL"), [name], project, column_data="text", column_label="label", encoding="utf_8")
    data.save(user)
    if data.errors:
        print(data.errors)
    have = [(s.example.text[s.start_offset:s.end_offset], s.label.text) for s in Span.objects.filter(example__project=project)]
    ok += sum(h in want for h in have)
    if relations:
        assert Relation.objects.filter(example__project=project).count() == sum(len(l.get("relations", [])) for l in lines)
    back = os.path.join(folder, task)
    os.makedirs(back)
    create_collaborative_dataset(project, back, False, create_formatter(project, "JSONL"), create_writer("JSONL"))
print(ok, "of", 2 * len(want))
