"""The second engine: Spark in this process's own JVM, on local threads, without a page on the network.

One JVM serves a process, with the memory that was given when it started and a folder of its own for what does not fit
into it; each opening of registers has a session, and so tables, of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import ibis
import polars as pl
from ibis.expr import operations as ops
from ibis.expr import types as ir

from audiatur.errors import SettingError
from audiatur.registers.errors import EngineError

LEAST_BYTES = 512 << 20
"""Below this Spark refuses to start."""

_starting = threading.Lock()


class Spark:
    """Parquet files opened as tables of a Spark session."""

    def __init__(self, files: Mapping[str, Path], *, memory_bytes: int, threads: int) -> None:
        """`memory_bytes` bounds the JVM's heap, where none runs yet.

        Raises:
            SettingError: PySpark or Java is missing, or the memory is too small for it.
        """
        session = _root(memory_bytes=memory_bytes, threads=threads).newSession()
        self._session: Any = session
        self._connection: Any = ibis.pyspark.connect(session)
        self._group = f"audiatur-{uuid4().hex}"
        self._furthest = 0.0
        self.tables: Mapping[str, ir.Table] = {
            name: self._connection.read_parquet(str(path.resolve()), table_name=name) for name, path in files.items()
        }

    def run(self, expression: ir.Table) -> pl.DataFrame:
        """The rows, in any order.

        Raises:
            EngineError: the memory is too small, the work was stopped, or the engine refuses it.
        """
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        self._furthest = 0.0
        self._session.sparkContext.setJobGroup(self._group, "audiatur", interruptOnCancel=True)
        try:
            for table in expression.op().find(ops.InMemoryTable):
                self._hold(table)
            rows = self._session.sql(self._connection.compile(expression)).toArrow()
        except (Py4JError, PySparkException) as fault:
            raise EngineError(_told(fault)) from fault
        return pl.DataFrame(pl.from_arrow(rows))

    def _hold(self, table: ops.InMemoryTable) -> None:
        """A small table of an expression goes in as Arrow: by way of pandas a whole number beside a null is rounded."""
        rows = table.data.to_pyarrow(table.schema)
        self._session.createDataFrame(rows).createOrReplaceTempView(table.name)

    def done(self) -> float | None:
        """The fraction done of what runs now; it never goes back, though Spark plans further stages on the way."""
        tracker = self._session.sparkContext.statusTracker()
        jobs = [tracker.getJobInfo(number) for number in tracker.getJobIdsForGroup(self._group)]
        stages = [tracker.getStageInfo(number) for job in jobs if job for number in job.stageIds]
        planned = sum(stage.numTasks for stage in stages if stage)
        if planned:
            finished = sum(stage.numCompletedTasks for stage in stages if stage)
            self._furthest = max(self._furthest, min(finished / planned, 1.0))
        return self._furthest or None

    def stop(self) -> None:
        """Stop what runs now."""
        self._session.sparkContext.cancelJobGroup(self._group)

    def close(self) -> None:
        """Forget the tables; the JVM stays for the next opening and ends with the process."""
        for name in self._connection.list_tables():
            self._session.catalog.dropTempView(name)


def _told(fault: Exception) -> str:
    words = str(fault)
    if "OutOfMemoryError" in words:
        return "The work needs more memory than AUDIATUR_MEMORY allows. Give more, such as AUDIATUR_MEMORY=4GiB."
    if "cancel" in words.lower():
        return "The work was stopped. Run it again."
    return f"Spark cannot do it: {words.splitlines()[0][:300]}"


def _root(*, memory_bytes: int, threads: int) -> Any:
    """The session that all others spring from, started once a process."""
    try:
        from pyspark import SparkContext
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise SettingError(
            "AUDIATUR_ENGINE is spark, and PySpark is not installed. Install the extra: pip install 'audiatur[spark]'."
        ) from fault
    with _starting:
        if SparkContext._active_spark_context is None:
            _start(memory_bytes=memory_bytes, threads=threads)
        context: Any = SparkContext._active_spark_context
        return SparkSession(context)


def _start(*, memory_bytes: int, threads: int) -> None:
    from pyspark import SparkConf, SparkContext, java_gateway
    from pyspark.errors import PySparkException

    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise SettingError("AUDIATUR_ENGINE is spark, and there is no Java. Install Java 17 or 21, or set JAVA_HOME.")
    if memory_bytes < LEAST_BYTES:
        raise SettingError("AUDIATUR_MEMORY is too small for Spark; give 512MiB or more.")
    # The session outlives the opening that started it, so what it spills cannot lie in that opening's folder.
    spill = Path(tempfile.mkdtemp(prefix="audiatur-spark-"))
    entries = _configuration(memory_bytes=memory_bytes, threads=threads, spill=spill)
    configuration = SparkConf(loadDefaults=False).setAll(list(entries.items()))
    try:
        with (spill / "spark.log").open("ab") as log, _interrupts_kept():
            # Spark greets and warns on standard error, which belongs to the commands' one line.
            launch: Any = java_gateway.launch_gateway
            gateway = launch(configuration, popen_kwargs={"stderr": log, "stdout": log})
            atexit.register(_end, SparkContext(conf=configuration, gateway=gateway), gateway=gateway, spill=spill)
    except PySparkException as fault:
        raise SettingError(
            f"Spark did not start; {spill / 'spark.log'} says why. It needs Java 17 or 21 and AUDIATUR_MEMORY free."
        ) from fault


def _end(context: Any, *, gateway: Any, spill: Path) -> None:
    """Leave neither the JVM nor its files behind; it ends where its standard input does."""
    context.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(timeout=30)
    shutil.rmtree(spill, ignore_errors=True)


def _configuration(*, memory_bytes: int, threads: int, spill: Path) -> dict[str, str]:
    return {
        "spark.app.name": "audiatur",
        "spark.master": f"local[{threads}]",
        "spark.driver.memory": f"{memory_bytes >> 20}m",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(spill),
        "spark.sql.warehouse.dir": str(spill / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.shuffle.partitions": str(4 * threads),
        # Fails on an overflow or an impossible cast, as DuckDB does, in place of a null.
        "spark.sql.ansi.enabled": "true",
    }


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Spark takes Ctrl-C for itself when it starts; here `watching` sees to it."""
    main = threading.current_thread() is threading.main_thread()
    former = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if main:
            signal.signal(signal.SIGINT, former)
