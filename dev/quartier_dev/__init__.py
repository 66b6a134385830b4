"""The developer's tools of this repository; every command of dev/ is a module of this
package.

Only the standard library is used here: the commands must run before anything is
installed.
"""
