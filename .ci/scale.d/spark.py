"""Runs `stet detect` under Spark: spark.py STET INPUT INTO KILL. The cluster has two
workers, each with an executor process of its own. With KILL, one executor is killed
once the work has begun, and Spark gives its parts to another."""
import os
import signal
import subprocess
import sys
import threading
import time

from pyspark import SparkConf, SparkContext

stet, source, into, kill = sys.argv[1:5]
conf = (SparkConf().setMaster("local-cluster[2,1,512]").setAppName("stet")
        .set("spark.ui.enabled", "false").set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "8"))
context = SparkContext(conf=conf)
context.setLogLevel("OFF")


def executors():
    found = subprocess.run(["pgrep", "-P", ",".join(children(os.getpid())), "-f", "CoarseGrainedExecutorBackend"],
                           capture_output=True, text=True).stdout.split()
    return [int(pid) for pid in found]


def children(pid):
    """The processes below one, itself included."""
    all_, todo = [str(pid)], [str(pid)]
    while todo:
        below = subprocess.run(["pgrep", "-P", todo.pop()], capture_output=True, text=True).stdout.split()
        all_ += below
        todo += below
    return all_


killed, done = [], threading.Event()


def kill_one():
    part = os.path.join(into, "_temporary")
    while not done.wait(0.1):
        begun = os.path.isdir(part) and any(name.startswith("part-") for _, _, names in os.walk(part) for name in names)
        if begun and executors():
            killed.append(executors()[0])
            os.kill(killed[0], signal.SIGKILL)
            return


if kill == "kill":
    threading.Thread(target=kill_one, daemon=True).start()
lines = context.textFile(source, 16)
parts = lines.getNumPartitions()
began = time.time()
lines.pipe(stet + " detect --input jsonl --format jsonl --errors lines", checkCode=True).saveAsTextFile("file://" + into)
took = time.time() - began
done.set()
status = context._jsc.sc().statusTracker()
print(f"{parts} parts, executors killed {len(killed)}, {took:.1f} s")
context.stop()
