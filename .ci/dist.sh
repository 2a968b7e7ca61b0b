#!/usr/bin/env bash
# Tries what `mvn -Prelease,dist package` made: the distribution, unpacked elsewhere, and the jars of the library.
#   .ci/dist.sh [EXPORT]    EXPORT is an export of a run, to be verified by the unpacked program
set -euo pipefail
cd "$(dirname "$0")/.."
export_=${1:+$(cd "$1" && pwd)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "dist: $1" >&2
  exit 1
}

for module in assignment graph savedmodels training program; do
  jar=$(ls $module/target/recjpq-$module-*-javadoc.jar) || fail "expected Javadoc of $module; build with -Prelease,dist"
  [ -f "${jar%-javadoc.jar}-sources.jar" ] || fail "expected sources of $module beside $jar, found none"
done

tar -xzf program/target/recjpq-*.tar.gz -C "$scratch"
home=$(ls -d "$scratch"/recjpq-*)

for module in assignment graph savedmodels training program; do
  jar --describe-module --file "$home"/lib/recjpq-$module-*.jar | grep -q "^org\.recjpq\.$module@.* automatic" \
    || fail "expected the module name org.recjpq.$module in its jar's manifest, found another"
done

# NOTICE and the folder lib name the same libraries.
listed=$(sed -n 's/^[^ ]* : \([^ ]*\)  *\([0-9][^ ]*\) .*/\1-\2.jar/p' NOTICE | LC_ALL=C sort)
shipped=$(cd "$home/lib" && ls | grep -v '^recjpq-' | sed 's/^\(tensorflow-core-native-[0-9.]*\)-.*\.jar$/\1.jar/' | LC_ALL=C sort -u)
diff <(echo "$listed") <(echo "$shipped") || fail "NOTICE (<) and the distribution (>) name different libraries; mend NOTICE"

# From elsewhere and by a link, as one in a directory of PATH.
cd "$scratch"
ln -s "$home/bin/recjpq" recjpq
./recjpq --version
[ -z "$export_" ] || ./recjpq verify "$export_"
bash -c '. "$1" && complete -p recjpq >/dev/null' - "$home/completion/recjpq.bash" || fail "expected a completion for recjpq, found none"
echo "dist: passed"
