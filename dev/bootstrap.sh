# Sourced by every command of dev/: finds a Python to run the rest with and hands over.
# POSIX sh, so that a bare Debian needs nothing but apt.

quartier_python_usable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1
}

quartier_find_python() {
    for candidate in "${QUARTIER_PYTHON:-}" python3 /usr/bin/python3 \
        python3.13 python3.12 python3.11 python3.10; do
        [ -n "$candidate" ] || continue
        if quartier_python_usable "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

quartier_install_python() {
    if ! command -v apt-get >/dev/null 2>&1; then
        return 1
    elif [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        return 1
    fi
    echo "• Installing python3 with apt" >&2
    $as_root apt-get update -qq >/dev/null 2>&1
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends python3 python3-venv >/dev/null 2>&1
}

quartier_main() {
    command=$1
    shift
    python=$(quartier_find_python) || { quartier_install_python && python=$(quartier_find_python); } || {
        echo "Python 3.10 or newer with venv is needed; on Debian: apt-get install python3 python3-venv" >&2
        exit 1
    }
    # The caller's directory must not be on Python's path: a folder "odoo" or "calendar" in it would
    # shadow the real one. So Python starts here, and the commands go back to where the caller is.
    QUARTIER_CWD=$PWD
    export QUARTIER_CWD
    cd "$dev" || exit 1
    exec "$python" -B -m "quartier_dev.$command" "$@"
}
