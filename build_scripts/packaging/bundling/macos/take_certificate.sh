#!/usr/bin/env bash
# On a build machine: puts the certificate for signing into a keychain of its own, and the account
# for notarizing beside it. Names both to the steps that follow.
set -euo pipefail

keychain="$RUNNER_TEMP/signing.keychain-db"
keychain_password="$(uuidgen)"
certificate="$RUNNER_TEMP/certificate.p12"

base64 --decode <<<"$MACOS_CERTIFICATE" >"$certificate"
security create-keychain -p "$keychain_password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$keychain_password" "$keychain"
security import "$certificate" -P "$CERTIFICATE_PASSWORD" -T /usr/bin/codesign -k "$keychain"
security set-key-partition-list -S apple-tool:,apple: -s -k "$keychain_password" "$keychain"
security list-keychains -d user -s "$keychain" login.keychain-db
rm "$certificate"
echo "QUARTERHOUR_SIGNING_IDENTITY=$IDENTITY" >>"$GITHUB_ENV"

if [ -n "${NOTARY_PASSWORD:-}" ]; then
    xcrun notarytool store-credentials quarterhour --apple-id "$APPLE_ID" --team-id "$TEAM" \
        --password "$NOTARY_PASSWORD" --keychain "$keychain"
    echo "QUARTERHOUR_NOTARY_PROFILE=quarterhour" >>"$GITHUB_ENV"
fi
