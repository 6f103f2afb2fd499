"""Imports a file as doccano's server does, checks the words, and exports it again."""
import json, os, sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
sys.path[0] = os.getcwd()
import django

django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command

call_command("migrate", verbosity=0)
from data_import.celery_tasks import create_file_format
from data_import.datasets import load_dataset
from data_import.pipeline.readers import FileName
from labels.models import Span
from projects.models import ProjectType, SequenceLabelingProject

user = get_user_model().objects.create(username="me")
project = SequenceLabelingProject.objects.create(
    name="p", project_type=ProjectType.SEQUENCE_LABELING, created_by=user, allow_overlapping=True)
name = FileName(full_path=sys.argv[1], generated_name="a.jsonl", upload_name="a.jsonl")
data = load_dataset("SequenceLabeling", create_file_format("JSONL"), [name], project, column_data="text", column_label="label")
data.save(user)
if data.errors:
    print(data.errors)
with open(sys.argv[1], encoding="utf-8") as f:
    lines = [json.loads(line) for line in f]
want = sorted((l["text"][s:e], label) for l in lines for s, e, label in l["label"])
spans = Span.objects.filter(example__project=project)
have = [(s.example.text[s.start_offset:s.end_offset], s.label.text) for s in spans]
ok = sum(h in want for h in have)
with open(sys.argv[2], "w", encoding="utf-8") as f:
    for example in project.examples.all():
        label = [[s.start_offset, s.end_offset, s.label.text] for s in spans if s.example_id == example.id]
        f.write(json.dumps({"id": example.id, "text": example.text, "label": label, **example.meta, "Comments": []}, ensure_ascii=False) + "\n")
print(ok, "of", len(want))
