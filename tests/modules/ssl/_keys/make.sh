#!/bin/bash
# Makes the certificates and keys beside it anew, good for a hundred years. Nothing but these tests trusts them.
#   authority          signs server (localhost), named (named.test, with all kinds of names) and client
#   locked             client again, its key under the password "open-sesame"
#   other_authority    signs stranger (localhost), whom nobody knows
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# `openssl ca` is the command that can date certificates back: the clock of a test's machine may be slow.
touch "$work/index"
cat > "$work/ca.conf" <<END
[ca]
default_ca = own
[own]
new_certs_dir = $work
database = $work/index
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
default_startdate = 20200101000000Z
default_enddate = 21200101000000Z
[any]
organizationName = supplied
commonName = supplied
END

# Signs what is asked for on standard input: name, extensions, options of `openssl ca`.
sign() {
  cat > "$work/$1.request"
  printf '%s\n' "$2" subjectKeyIdentifier=hash > "$work/ext"
  openssl ca -batch -notext -config "$work/ca.conf" -extfile "$work/ext" -in "$work/$1.request" -out "$work/$1.crt" "${@:3}"
}

new_key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt > "$work/$1.key"; }

authority() {  # name, subject
  new_key "$1"
  openssl req -new -key "$work/$1.key" -subj "$2" |
    sign "$1" $'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign' -selfsign -keyfile "$work/$1.key"
  cp "$work/$1.crt" "$1.pem"
}

certificate() {  # name, subject, authority, extensions
  new_key "$1"
  openssl req -new -key "$work/$1.key" -subj "$2" |
    sign "$1" "$4"$'\nauthorityKeyIdentifier=keyid\nbasicConstraints=critical,CA:FALSE' -cert "$3.pem" -keyfile "$work/$3.key"
  cat "$work/$1.crt" "$work/$1.key" > "$1.pem"
}

authority authority "/O=tinypy tests/CN=authority"
authority other_authority "/O=tinypy tests/CN=other authority"
certificate server "/O=tinypy tests/CN=localhost" authority "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"
certificate named "/O=tinypy tests/CN=named.test" authority \
  "subjectAltName=DNS:named.test,DNS:*.wild.test,email:post@named.test,URI:https://named.test/,RID:1.2.3.4,IP:127.0.0.2,IP:::1
authorityInfoAccess=OCSP;URI:http://ocsp.test/,caIssuers;URI:http://issuer.test/
crlDistributionPoints=URI:http://lists.test/list.crl"
certificate client "/O=tinypy tests/CN=client" authority ""
certificate stranger "/O=tinypy tests/CN=localhost" other_authority "subjectAltName=DNS:localhost"
{ cat "$work/client.crt"; openssl pkcs8 -topk8 -in "$work/client.key" -v2 aes256 -passout pass:open-sesame; } > locked.pem
openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 > parameters.pem
