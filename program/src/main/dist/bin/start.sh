# Sourced by the start scripts of a checkout (./recjpq) and of the distribution (bin/recjpq).

fail() {
  echo "recjpq: $1" >&2
  exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "expected Java 17 or newer, found no $java; install it or set JAVA_HOME"

# start HOME CLASS_PATH ARGUMENT...: becomes the program; HOME is the folder with testdata/.
start() {
  local home=$1 class_path=$2
  shift 2
  export TF_CPP_MIN_LOG_LEVEL=${TF_CPP_MIN_LOG_LEVEL:-2} # TensorFlow's own log: errors only
  # TensorFlow itself turns oneDNN on with AVX-512 only; with AVX2 it saves a quarter of a training step.
  [ "$(uname -m)" != x86_64 ] || export TF_ENABLE_ONEDNN_OPTS=${TF_ENABLE_ONEDNN_OPTS:-1}
  # Without a locale, Java can neither open files nor read arguments that are not ASCII.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
  # Java finds its libraries by /proc, and TensorFlow ends the process without it.
  [ "$(uname -s)" != Linux ] || [ -e /proc/self/exe ] || fail "expected the file system /proc, found none; mount it"
  # Below these limits Java ends with stack traces, or at once, before the program begins.
  local limits='' pages='' files memory
  files=$(ulimit -n) memory=$(ulimit -v)
  [ "$files" = unlimited ] || [ "$files" -ge 64 ] \
    || fail "expected a limit of at least 64 open files, found $files; raise it by: ulimit -n 1024"
  if [ "$memory" != unlimited ]; then
    [ "$memory" -ge 4000000 ] \
      || fail "expected a limit of at least 4,000,000 KiB of address space, found $memory; raise it by: ulimit -v unlimited"
    limits="-XX:MaxRAM=$((memory / 2))k -XX:CompressedClassSpaceSize=128m"
  fi
  # Large pages for large arrays, where the system gives them on request.
  if grep -qs '\[madvise\]\|\[always\]' /sys/kernel/mm/transparent_hugepage/enabled; then
    pages=-XX:+UseTransparentHugePages
  fi
  # JavaCPP would otherwise count TensorFlow's native memory against the Java heap's limit.
  # shellcheck disable=SC2086 # the options are meant to be split
  exec "$java" \
    -XX:+UseParallelGC -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData \
    -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Drecjpq.home="$home" \
    $limits $pages ${RECJPQ_JAVA_OPTS:-} \
    -cp "$class_path" org.recjpq.program.RecJpq "$@"
}
