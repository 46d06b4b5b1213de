#!/usr/bin/env bash
# Two years of a small vendor, month by month, through the command line: late files, corrections,
# refunds, backdated associations, a merger of customers, a termination, a missing exchange rate,
# disputes, claims and payouts. After every step the books balance; at the end entries and
# statements are those of golden/. With "write" as its argument it writes them instead.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
accredit=${ACCREDIT_BINARY:?the program to run}
mode=${1:-compare}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export ACCREDIT_DATA=$work/store ACCREDIT_SIGNING_KEY=$here/signing-key.pem

run() { "$accredit" "$@" -q || { echo "two_years: failed: accredit $*" >&2; exit 1; }; }
refused() { # refused CODE COMMAND...: the command is refused with this code
  local code=$1 said
  shift
  said=$("$accredit" "$@" 2>&1) && { echo "two_years: not refused: accredit $*" >&2; exit 1; }
  [[ $said == *"$code"* ]] || { echo "two_years: expected $code, got: $said" >&2; exit 1; }
}
balanced() { run verify >/dev/null; }

registry() { # registry FILE HEADER ROWS...
  local file=$1 header=$2
  shift 2
  { echo "$header"; printf '%s\n' "$@"; } >"$file.csv"
  run import "$file.csv"
}

# usage FILE ROWS...: a row is KEY REVISION DAY SUBSCRIPTION AMOUNT CURRENCY KIND
usage() {
  local file=$1
  shift
  {
    echo source,record_key,revision,usage_date,subscription_id,workload,measure,quantity,unit,amount,currency,charge_kind
    printf '%s\n' "$@" | awk '{ print "meter," $1 "," $2 "," $3 "," $4 ",vm,consumption,0,," $5 "," $6 "," $7 }'
  } >"$file.csv"
  run ingest "$file.csv"
}

# The usage of a month: some days of every subscription, more each month.
month_rows() { # YYYY-MM NUMBER
  local month=$1 n=$2 day
  for day in 03 11 19 27; do
    echo "s1-$month-$day 1 $month-$day S1 $((400 + 10 * n)).25 USD usage"
    echo "s2-$month-$day 1 $month-$day S2 $((300 + 7 * n)).10 EUR usage"
    echo "s3-$month-$day 1 $month-$day S3 $((90000 + 900 * n)) JPY usage"
    echo "s4-$month-$day 1 $month-$day S4 $((n <= 6 ? 17000 : 4000)).00 USD usage"
    echo "s5-$month-$day 1 $month-$day S5 $((120 + n)).40 USD usage"
  done
}

close() { # YYYY-MM DAY-OF-STATEMENTS
  local month=$1 item
  run period freeze "$month" --as operator:anna
  for item in feeds quarantine rates disputes adjustments; do
    run period waive "$month" "$item" --reason "seen by the controller" --as operator:ben
  done
  refused SECOND_PERSON_NEEDED period signoff "$month" --as operator:anna
  run period signoff "$month" --as operator:ben --on "$2"
  balanced
}

pay() { # pays what is due; the bank answers: all sent, but the payment given as failed
  local failed=${1:-} id
  run payout create --on 2099-12-31 --as operator:anna >/dev/null 2>&1 || return 0
  id=$("$accredit" payout list --no-header -o csv | tail -n 1 | cut -d, -f1)
  run payout approve "$id" --as operator:ben
  run payout export "$id" --out "$id.xml"
  run payout export "$id" --out "$id-again.xml"
  cmp "$id.xml" "$id-again.xml"
  {
    echo payment_id,status,day,reason
    grep -o '<EndToEndId>[^<]*' "$id.xml" | sed 's/.*>//' | while read -r payment; do
      if [[ -n $failed && $payment == *"$failed" ]]; then
        echo "$payment,failed,2099-12-31,account closed"
      else
        echo "$payment,sent,2099-12-31,"
      fi
    done
  } >answers.csv
  run payout settle answers.csv
  run payout settle answers.csv # the same answers again change nothing
  balanced
}

run init
registry partners partner_id,name,group_id,country,status \
  "P1,Fabrikam Cloud,,US,active" "P2,Contoso Beratung GmbH,,DE,active" "P3,Tanaka Systems,,JP,active" \
  "P4,Litware Resale,,US,active" "P5,Wide World Distribution,,US,active"
registry customers customer_id,name,country "C1,Northwind,DE" "C2,Adventure Works,JP" "C3,Alpine Ski House,DE"
registry products product_id,name,family,metering "azure,Azure,Azure,metered"
registry subscriptions subscription_id,customer_id,product_id,currency,starts_on,ends_on \
  "S1,C1,azure,USD,2023-01-01," "S2,C1,azure,EUR,2023-01-01," "S3,C2,azure,JPY,2023-01-01," \
  "S4,C2,azure,USD,2023-01-01," "S5,C3,azure,USD,2023-01-01,"
registry channels subscription_id,channel,starts_on,ends_on,transacting_partner_id,reseller_partner_id \
  "S1,ea,2023-01-01,,," "S2,direct_web,2023-01-01,,," "S3,ea,2023-01-01,,," \
  "S4,csp_indirect,2023-01-01,,P5,P4" "S5,ea,2023-01-01,,,"
registry associations association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on \
  "A1,dpor,P1,C1,S1,,2024-01-01," "A2,dpor,P2,C1,S2,,2024-01-01," "A3,dpor,P3,C2,S3,,2024-01-01," \
  "A5,dpor,P1,C3,S5,,2024-01-01,"
cat >payout_accounts.csv <<'ROWS'
partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,town,address1,address2
,Lanternfall Clouds,NL91ABNA0417164300,,ABNANL2A,,,NL,EUR,Amsterdam,,
P1,Fabrikam Cloud,,000123456789,,USABA,021000021,US,USD,,,
P2,Contoso Beratung GmbH,DE89370400440532013000,,COBADEFFXXX,,,DE,EUR,,,
P4,Litware Resale,,000987654321,,USABA,021000021,US,USD,,,
P5,Wide World Distribution,,000555555555,,USABA,021000021,US,USD,,,
ROWS
run payout account payout_accounts.csv

n=0
for month in 2024-{01..12} 2025-{01..12}; do
  n=$((n + 1))
  rates=("$month,EUR,USD,1.0$((n % 9 + 1))" "$month,JPY,USD,0.00$((64 + n % 5))")
  case $month in
    2024-08) rates=("$month,EUR,USD,1.09") ;; # nobody knows the yen
    2024-09) rates+=("2024-08,JPY,USD,0.0066") ;;
  esac
  registry fx_rates month,from_currency,to_currency,rate "${rates[@]}"
  mapfile -t rows < <(month_rows "$month" "$n")
  usage "usage-$month" "${rows[@]}"
  case $month in
    2024-03) # late and corrected rows of February
      usage late-february "late-1 1 2024-02-28 S1 75.50 USD usage" "s2-2024-02-11 2 2024-02-11 S2 280.00 EUR usage" ;;
    2024-05) usage refund-april "back-1 1 2024-04-19 S1 -120.00 USD refund" ;;
    2024-06) # an operator finds that P2 had been partner of record of S5 since April
      registry associations association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on \
        "A5,dpor,P1,C3,S5,,2024-01-01,2024-04-15" "A6,dpor,P2,C3,S5,,2024-04-15," ;;
    2024-10) registry customer_mergers merged_customer_id,surviving_customer_id,starts_on,kind \
      "C3,C1,2024-10-01,tenant_merged" ;;
    2025-02) registry partner_statuses partner_id,status,starts_on,for_cause,reason \
      "P3,terminated,2025-02-15,no,contract ended" ;;
    2025-04) usage refund-january "back-2 1 2025-01-19 S3 -50000 JPY refund" ;;
    2025-06) usage very-late "late-2 1 2024-09-05 S1 640.00 USD usage" ;;
  esac
  balanced
  close "$month" "$(date -u -d "$month-15 +1 month" +%F)"
  case $month in
    2024-02) pay ;;
    2024-03) # P1 disputes a line; what is granted is posted into April
      run petition new dispute --as partner:P1/eva --statement ST-000001 --line 1 --amount 12.50 \
        --reason "two days are missing" --at 2024-04-10 >id
      refused ACTOR_NOT_ALLOWED petition move "$(cat id)" accept --as partner:P1/eva --at 2024-04-11
      run petition move "$(cat id)" accept --as operator:ben --amount 10.00 --reason "one day was" --at 2024-04-12 >/dev/null
      run petition new dispute --as partner:P2 --statement ST-000002 --line 1 --amount 99.00 \
        --reason "we think so" --at 2024-04-10 >id
      run petition move "$(cat id)" reject --as operator:ben --reason "the rows are all there" --at 2024-04-12 >/dev/null
      balanced ;;
    2024-05) pay 0001 ;;
    2024-06) pay ;;
    2024-09) # what P4's fund of the first half-year is used for
      run petition new coop_claim --as partner:P4 --fund 2024-01 --amount 9000.00 --evidence "invoice 17" \
        --at 2024-10-20 >id
      run petition move "$(cat id)" accept --as operator:ben --at 2024-10-22 >/dev/null
      balanced
      pay ;;
    2025-06) # the late usage of September is paid after all
      run petition new exception --as operator:anna --partner P1 --currency USD --reason "our meter stood still" \
        --at 2025-07-20 >id
      refused SECOND_PERSON_NEEDED petition move "$(cat id)" accept --as operator:anna --at 2025-07-21
      run petition move "$(cat id)" accept --as operator:ben --at 2025-07-21 >/dev/null
      balanced ;;
    2025-12) pay ;;
  esac
done
refused PERIOD_ORDER period freeze 2026-02 --as operator:anna

run verify --deep >/dev/null
run audit verify >/dev/null
run statement export --out statements --format json
run key show >public.pem
run statement verify statements/*.json --key public.pem >/dev/null
# As docs/formats/statement.md has it, by openssl alone.
sed -n 's/^"root":"\(.*\)",$/\1/p' statements/ST-000042.json | tr a-f A-F | basenc -d --base16 >root
sed -n 's/^"signature":"\(.*\)"}$/\1/p' statements/ST-000042.json | tr a-f A-F | basenc -d --base16 >signature
openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in root -sigfile signature >/dev/null
sed 's/"amount":"[1-9]/"amount":"0/' statements/ST-000042.json >tampered.json
said=$("$accredit" statement verify tampered.json 2>&1) && { echo "two_years: tampered" >&2; exit 1; }
[[ $said == *"line 1 of ST-000042 was changed"* ]]
"$accredit" ledger -o csv | cut -d, -f1-17 >ledger.csv
"$accredit" statement list -o csv >statements.csv
"$accredit" balance -o csv >balances.csv
for statement in $("$accredit" statement list --no-header -o csv | awk -F, '$3 == "2024-06" || $3 == "2025-07" { print $1 }'); do
  cp "statements/$statement.json" .
done
for file in ledger.csv statements.csv balances.csv ST-*.json; do
  if [[ $mode == write ]]; then
    cp "$file" "$here/golden/"
  else
    diff -u "$here/golden/$file" "$file"
  fi
done
[[ $mode == write ]] || diff <(cd "$here/golden" && ls) <(ls ledger.csv statements.csv balances.csv ST-*.json)
echo "24 closes, $(($(wc -l <ledger.csv) - 1)) entries, $(($(wc -l <statements.csv) - 1)) statements"
