;; The inner loops of the scanner, sixteen bytes at a time. Each does what a loop in TypeScript does (rows.ts, dictionary.ts,
;; figures.ts), and leaves to it what is not plain.
;;
;; Memory, as kernel.ts lays it out:
;;      0  16 bytes 00, 32 bytes FF, 32 bytes 00: masks
;;     80  the powers of ten from 0 to 22, as f64
;;    512  where `mark` stopped; 516: whether the row there is odd
;;    520  the largest number, as f64
;;    528  how many words a dictionary has; 532: how many elements of its keys are used
;;   1024  the bytes of the block; 16 bytes before it and 64 behind it can be read
;; 264192  marks, as i32: 262144 of them, and room for some more
;; 1313792 numbers, as f64: 32768 of them
;; 1575936 codes, as i32: 32768 of them
;; 1707008 dictionaries
(module
  ;; As much as the file is worth: see kernel.ts.
  (import "scan" "memory" (memory 32 512))

  ;; A bit for each of 64 bytes, which are all ones or all zeros.
  (func $bits (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result i64)
    (i64.or
      (i64.extend_i32_u
        (i32.or
          (i8x16.bitmask (local.get $a))
          (i32.shl (i8x16.bitmask (local.get $b)) (i32.const 16))))
      (i64.shl
        (i64.extend_i32_u
          (i32.or
            (i8x16.bitmask (local.get $c))
            (i32.shl (i8x16.bitmask (local.get $d)) (i32.const 16))))
        (i64.const 32))))

  ;; From each bit that is set, up to the next one: all bits between them, and the first of both.
  (func $between (param $bits i64) (result i64)
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 1))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 2))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 4))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 8))))
    (local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 16))))
    (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const 32))))

  ;; Where a cell ends without the return before a line end.
  (func $end (param $to i32) (result i32)
    (i32.sub (local.get $to)
      (i32.and
        (i32.eq (i32.load8_u offset=1023 (local.get $to)) (i32.const 13))
        (i32.eq (i32.load8_u offset=1024 (local.get $to)) (i32.const 10)))))

  ;; Makes blanks, which mean nothing around a cell, of the quotes around the cells of a row, whose marks end before `last`.
  ;; Returns 0, and changes nothing, if these are not all of its `quotes`.
  (func $unquote (param $mark i32) (param $last i32) (param $quotes i32) (result i32)
    (local $at i32) (local $from i32) (local $to i32)
    (local.set $at (local.get $mark))
    (loop $count
      (local.set $from (i32.add (i32.load (local.get $at)) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (if (i32.eq (i32.load8_u offset=1024 (local.get $from)) (i32.const 34))
        (then
          (local.set $to (call $end (i32.load (local.get $at))))
          (if (i32.and
                (i32.gt_s (i32.sub (local.get $to) (local.get $from)) (i32.const 1))
                (i32.eq (i32.load8_u offset=1023 (local.get $to)) (i32.const 34)))
            (then (local.set $quotes (i32.sub (local.get $quotes) (i32.const 2)))))))
      (br_if $count (i32.lt_u (i32.add (local.get $at) (i32.const 4)) (local.get $last))))
    (if (local.get $quotes) (then (return (i32.const 0))))
    (local.set $at (local.get $mark))
    (loop $blank
      (local.set $from (i32.add (i32.load (local.get $at)) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (if (i32.eq (i32.load8_u offset=1024 (local.get $from)) (i32.const 34))
        (then
          (i32.store8 offset=1024 (local.get $from) (i32.const 32))
          (i32.store8 offset=1023 (call $end (i32.load (local.get $at))) (i32.const 32))))
      (br_if $blank (i32.lt_u (i32.add (local.get $at) (i32.const 4)) (local.get $last))))
    (i32.const 1))

  ;; Marks rows from `at` on, behind the `rows` that are marked, up to an odd one. A cell may stand in quotes if there are
  ;; neither quotes nor line ends in it. Returns how many are marked then.
  (func (export "mark")
    (param $at i32) (param $to i32) (param $rows i32) (param $most i32) (param $separator i32) (param $width i32)
    (result i32)
    (local $stride i32) (local $base i32) (local $next i32) (local $place i32) (local $bit i32) (local $position i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $separators v128) (local $lineEnds v128) (local $quotes v128)
    (local $ends i64) (local $quoted i64) (local $inside i64) (local $open i64)
    (local $row i64) (local $part i64) (local $before i32) (local $linesBefore i32)
    (local.set $stride (i32.shl (i32.add (local.get $width) (i32.const 1)) (i32.const 2)))
    (local.set $base (i32.add (i32.const 264192) (i32.mul (local.get $rows) (local.get $stride))))
    (local.set $next (i32.add (local.get $base) (i32.const 4)))
    (local.set $separators (i8x16.splat (local.get $separator)))
    (local.set $lineEnds (i8x16.splat (i32.const 10)))
    (local.set $quotes (i8x16.splat (i32.const 34)))
    (local.set $place (local.get $at))
    (i32.store (local.get $base) (i32.sub (local.get $at) (i32.const 1)))
    (i32.store (i32.const 516) (i32.const 0))
    (block $stop
      (block $odd
        (loop $bytes
          (if (i32.ge_s (local.get $place) (local.get $to))
            (then
              ;; A quote that is not closed may be none.
              (br_if $odd (i64.ne (local.get $open) (i64.const 0)))
              (br $stop)))
          (local.set $a (v128.load offset=1024 (local.get $place)))
          (local.set $b (v128.load offset=1040 (local.get $place)))
          (local.set $c (v128.load offset=1056 (local.get $place)))
          (local.set $d (v128.load offset=1072 (local.get $place)))
          (local.set $ends
            (call $bits
              (v128.or
                (i8x16.eq (local.get $a) (local.get $separators))
                (i8x16.eq (local.get $a) (local.get $lineEnds)))
              (v128.or
                (i8x16.eq (local.get $b) (local.get $separators))
                (i8x16.eq (local.get $b) (local.get $lineEnds)))
              (v128.or
                (i8x16.eq (local.get $c) (local.get $separators))
                (i8x16.eq (local.get $c) (local.get $lineEnds)))
              (v128.or
                (i8x16.eq (local.get $d) (local.get $separators))
                (i8x16.eq (local.get $d) (local.get $lineEnds)))))
          ;; What stands behind the end is not looked at.
          (local.set $part (i64.const -1))
          (if (i32.gt_s (i32.add (local.get $place) (i32.const 64)) (local.get $to))
            (then
              (local.set $part
                (i64.sub
                  (i64.shl (i64.const 1)
                    (i64.extend_i32_u (i32.sub (local.get $to) (local.get $place))))
                  (i64.const 1)))
              (local.set $ends (i64.and (local.get $ends) (local.get $part)))))
          ;; Nothing ends between quotes; `inside` become the line ends there.
          (local.set $quoted (i64.const 0))
          (local.set $inside (i64.const 0))
          (if (i32.or
                (i64.ne (local.get $open) (i64.const 0))
                (v128.any_true
                  (v128.or
                    (v128.or
                      (i8x16.eq (local.get $a) (local.get $quotes))
                      (i8x16.eq (local.get $b) (local.get $quotes)))
                    (v128.or
                      (i8x16.eq (local.get $c) (local.get $quotes))
                      (i8x16.eq (local.get $d) (local.get $quotes))))))
            (then
              (local.set $quoted
                (i64.and (local.get $part)
                  (call $bits
                    (i8x16.eq (local.get $a) (local.get $quotes))
                    (i8x16.eq (local.get $b) (local.get $quotes))
                    (i8x16.eq (local.get $c) (local.get $quotes))
                    (i8x16.eq (local.get $d) (local.get $quotes)))))
              (local.set $inside
                (i64.and (local.get $part)
                  (call $bits
                    (i8x16.eq (local.get $a) (local.get $lineEnds))
                    (i8x16.eq (local.get $b) (local.get $lineEnds))
                    (i8x16.eq (local.get $c) (local.get $lineEnds))
                    (i8x16.eq (local.get $d) (local.get $lineEnds)))))
              (local.set $part (i64.xor (call $between (local.get $quoted)) (local.get $open)))
              (local.set $open (i64.shr_s (local.get $part) (i64.const 63)))
              (local.set $inside (i64.and (local.get $inside) (local.get $part)))
              (local.set $ends (i64.and (local.get $ends) (i64.xor (local.get $part) (i64.const -1))))))
          ;; The bits that belong to the row.
          (local.set $row (i64.const -1))
          (block $none
            (loop $marks
              (br_if $none (i64.eqz (local.get $ends)))
              (local.set $bit (i32.wrap_i64 (i64.ctz (local.get $ends))))
              (local.set $position (i32.add (local.get $place) (local.get $bit)))
              (i32.store (local.get $next) (local.get $position))
              (local.set $next (i32.add (local.get $next) (i32.const 4)))
              (local.set $ends (i64.and (local.get $ends) (i64.sub (local.get $ends) (i64.const 1))))
              (br_if $marks (i32.ne (i32.load8_u offset=1024 (local.get $position)) (i32.const 10)))
              (br_if $odd (i32.ne (i32.sub (local.get $next) (local.get $base)) (local.get $stride)))
              (if (i64.ne
                    (i64.or (local.get $quoted) (i64.extend_i32_u (local.get $before)))
                    (i64.const 0))
                (then
                  (local.set $part
                    (i64.sub (i64.shl (i64.const 2) (i64.extend_i32_u (local.get $bit))) (i64.const 1)))
                  (local.set $row (i64.and (local.get $row) (local.get $part)))
                  (br_if $odd
                    (i32.or (local.get $linesBefore)
                      (i64.ne (i64.and (local.get $inside) (local.get $row)) (i64.const 0))))
                  (local.set $before
                    (i32.add (local.get $before)
                      (i32.wrap_i64 (i64.popcnt (i64.and (local.get $quoted) (local.get $row))))))
                  (if (local.get $before)
                    (then
                      (br_if $odd
                        (i32.eqz (call $unquote (local.get $base) (local.get $next) (local.get $before))))))
                  (local.set $before (i32.const 0))
                  (local.set $row (i64.xor (local.get $part) (i64.const -1)))))
              (local.set $rows (i32.add (local.get $rows) (i32.const 1)))
              (local.set $at (i32.add (local.get $position) (i32.const 1)))
              (local.set $base (local.get $next))
              (i32.store (local.get $base) (local.get $position))
              (local.set $next (i32.add (local.get $base) (i32.const 4)))
              (br_if $stop (i32.eq (local.get $rows) (local.get $most)))
              (br $marks)))
          ;; So many cells are in no row.
          (br_if $odd (i32.gt_u (local.get $next) (i32.const 1312768)))
          (local.set $before
            (i32.add (local.get $before)
              (i32.wrap_i64 (i64.popcnt (i64.and (local.get $quoted) (local.get $row))))))
          (local.set $linesBefore
            (i32.or (local.get $linesBefore)
              (i64.ne (i64.and (local.get $inside) (local.get $row)) (i64.const 0))))
          (local.set $place (i32.add (local.get $place) (i32.const 64)))
          (br $bytes)))
      (i32.store (i32.const 516) (i32.const 1)))
    (i32.store (i32.const 512) (local.get $at))
    (local.get $rows))

  ;; The codes of the words of a column, from the cell `index` on; new words are added while there is room for them. Stops
  ;; at a word that is longer than 64 bytes, or empty, or has more than a blank around it, or has no room. Returns where.
  (func (export "words")
    (param $mark i32) (param $step i32) (param $index i32) (param $count i32) (param $row i32)
    (param $slots i32) (param $mask i32) (param $places i32) (param $keys i32) (param $first i32)
    (param $mostWords i32) (param $mostKeys i32)
    (result i32)
    (local $code i32) (local $words i32) (local $used i32)
    (local $from i32) (local $to i32) (local $length i32) (local $hash i32) (local $slot i32) (local $entry i32)
    (local $a v128) (local $b v128) (local $sum v128) (local $maskA v128) (local $maskB v128)
    (local $c v128) (local $d v128) (local $maskC v128) (local $maskD v128)
    (local.set $words (i32.load (i32.const 528)))
    (local.set $used (i32.load (i32.const 532)))
    (local.set $mark (i32.add (local.get $mark) (i32.mul (local.get $index) (local.get $step))))
    (block $done
      (loop $cells
        (br_if $done (i32.ge_u (local.get $index) (local.get $count)))
        (local.set $from (i32.add (i32.load (local.get $mark)) (i32.const 1)))
        (local.set $to (i32.load offset=4 (local.get $mark)))
        (local.set $mark (i32.add (local.get $mark) (local.get $step)))
        (block $known
          ;; A return before the line end does not belong to the cell, nor does a blank in the place of a quote.
          (if (i32.le_u (i32.load8_u offset=1023 (local.get $to)) (i32.const 32))
            (then
              (local.set $to (call $end (local.get $to)))
              (local.set $to
                (i32.sub (local.get $to)
                  (i32.eq (i32.load8_u offset=1023 (local.get $to)) (i32.const 32))))
              (br_if $done (i32.le_u (i32.load8_u offset=1023 (local.get $to)) (i32.const 32)))))
          (local.set $from
            (i32.add (local.get $from)
              (i32.eq (i32.load8_u offset=1024 (local.get $from)) (i32.const 32))))
          (br_if $done (i32.le_u (i32.load8_u offset=1024 (local.get $from)) (i32.const 32)))
          (local.set $length (i32.sub (local.get $to) (local.get $from)))
          (br_if $done (i32.gt_u (local.get $length) (i32.const 64)))
          (if (i32.le_u (local.get $length) (i32.const 32))
            (then
              (local.set $maskA (v128.load (i32.sub (i32.const 48) (local.get $length))))
              (local.set $maskB (v128.load (i32.sub (i32.const 64) (local.get $length)))))
            (else
              (local.set $maskA (v128.const i32x4 -1 -1 -1 -1))
              (local.set $maskB (v128.const i32x4 -1 -1 -1 -1))
              (local.set $maskC (v128.load (i32.sub (i32.const 80) (local.get $length))))
              (local.set $maskD (v128.load (i32.sub (i32.const 96) (local.get $length))))
              (local.set $c (v128.and (local.get $maskC) (v128.load offset=1056 (local.get $from))))
              (local.set $d (v128.and (local.get $maskD) (v128.load offset=1072 (local.get $from))))))
          (local.set $a (v128.and (local.get $maskA) (v128.load offset=1024 (local.get $from))))
          (local.set $b (v128.and (local.get $maskB) (v128.load offset=1040 (local.get $from))))
          ;; The sum of all groups of four bytes, each multiplied by a power of the first number; behind the end they are 0.
          (local.set $sum
            (i32x4.add
              (i32x4.mul
                (v128.xor (local.get $a) (i32x4.shr_u (local.get $a) (i32.const 15)))
                (v128.const i32x4 0x9e3779b1 0xffe6cc61 0xcc042811 0x1f76bcc1))
              (i32x4.mul
                (v128.xor (local.get $b) (i32x4.shr_u (local.get $b) (i32.const 15)))
                (v128.const i32x4 0x8bc6ba71 0x5ecd5121 0x6364b0d1 0x4b180981))))
          (if (i32.gt_u (local.get $length) (i32.const 32))
            (then
              (local.set $sum
                (i32x4.add
                  (local.get $sum)
                  (i32x4.add
                    (i32x4.mul
                      (v128.xor (local.get $c) (i32x4.shr_u (local.get $c) (i32.const 15)))
                      (v128.const i32x4 0xf0d38b31 0xa49465e1 0xb018c991 0x448fe641))
                    (i32x4.mul
                      (v128.xor (local.get $d) (i32x4.shr_u (local.get $d) (i32.const 15)))
                      (v128.const i32x4 0x0149ebf1 0x43680aa1 0x6e8c7251 0x5e8a5301)))))))
          (local.set $sum
            (i32x4.add (local.get $sum)
              (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sum) (local.get $sum))))
          (local.set $hash
            (i32.add (local.get $length)
              (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))))
          (local.set $hash
            (i32.mul
              (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15)))
              (i32.const 0x85ebca77)))
          (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 13))))
          (local.set $slot (i32.and (local.get $hash) (local.get $mask)))
          (loop $probe
            (local.set $entry (i32.add (local.get $slots) (i32.shl (local.get $slot) (i32.const 3))))
            (local.set $code (i32.sub (i32.load (local.get $entry)) (i32.const 1)))
            (if (i32.lt_s (local.get $code) (i32.const 0))
              (then
                (br_if $done
                  (i32.or
                    (i32.ge_s (local.get $words) (local.get $mostWords))
                    (i32.gt_s (local.get $used) (local.get $mostKeys))))
                (local.set $code (local.get $words))
                (local.set $words (i32.add (local.get $words) (i32.const 1)))
                (i32.store (local.get $entry) (local.get $words))
                (i32.store offset=4 (local.get $entry) (local.get $hash))
                (local.set $entry (i32.add (local.get $places) (i32.shl (local.get $code) (i32.const 3))))
                (i32.store (local.get $entry) (local.get $used))
                (i32.store offset=4 (local.get $entry) (local.get $length))
                (i32.store
                  (i32.add (local.get $first) (i32.shl (local.get $code) (i32.const 2)))
                  (i32.add (local.get $row) (local.get $index)))
                (local.set $entry (i32.add (local.get $keys) (i32.shl (local.get $used) (i32.const 2))))
                (v128.store (local.get $entry) (local.get $a))
                (v128.store offset=16 (local.get $entry) (local.get $b))
                (if (i32.gt_u (local.get $length) (i32.const 32))
                  (then
                    (v128.store offset=32 (local.get $entry) (local.get $c))
                    (v128.store offset=48 (local.get $entry) (local.get $d))))
                (local.set $used
                  (i32.add (local.get $used)
                    (i32.shr_u (i32.add (local.get $length) (i32.const 3)) (i32.const 2))))
                (br $known)))
            (if (i32.eq (i32.load offset=4 (local.get $entry)) (local.get $hash))
              (then
                (local.set $entry (i32.add (local.get $places) (i32.shl (local.get $code) (i32.const 3))))
                (if (i32.eq (i32.load offset=4 (local.get $entry)) (local.get $length))
                  (then
                    (local.set $entry
                      (i32.add (local.get $keys) (i32.shl (i32.load (local.get $entry)) (i32.const 2))))
                    (if (i32.eqz
                          (v128.any_true
                            (v128.or
                              (v128.xor (local.get $a)
                                (v128.and (local.get $maskA) (v128.load (local.get $entry))))
                              (v128.xor (local.get $b)
                                (v128.and (local.get $maskB) (v128.load offset=16 (local.get $entry)))))))
                      (then
                        (br_if $known (i32.le_u (local.get $length) (i32.const 32)))
                        (br_if $known
                          (i32.eqz
                            (v128.any_true
                              (v128.or
                                (v128.xor (local.get $c)
                                  (v128.and (local.get $maskC) (v128.load offset=32 (local.get $entry))))
                                (v128.xor (local.get $d)
                                  (v128.and (local.get $maskD) (v128.load offset=48 (local.get $entry))))))))))))))
            (local.set $slot (i32.and (i32.add (local.get $slot) (i32.const 1)) (local.get $mask)))
            (br $probe)))
        (i32.store offset=1575936 (i32.shl (local.get $index) (i32.const 2)) (local.get $code))
        (local.set $index (i32.add (local.get $index) (i32.const 1)))
        (br $cells)))
    (i32.store (i32.const 528) (local.get $words))
    (i32.store (i32.const 532) (local.get $used))
    (local.get $index))

  ;; The numbers of a column, times ten to the power of `decimals`; −1 where a cell is not plain digits, with or without
  ;; signs between their thousands, or has more decimals, or is the first that tells something about its mark. Returns how
  ;; many these are.
  (func (export "figures")
    (param $mark i32) (param $step i32) (param $count i32)
    (param $point i32) (param $group i32) (param $decimals i32) (param $wantsSure i32) (param $wantsEither i32)
    (result i32)
    (local $numbers i32) (local $last i32) (local $missing i32)
    (local $from i32) (local $to i32) (local $length i32) (local $place i32) (local $behind i32)
    (local $bytes v128) (local $keep v128) (local $found v128) (local $points v128)
    (local $groups v128)
    (local $number f64) (local $largest f64)
    (local.set $points (i8x16.splat (local.get $point)))
    (local.set $groups (i8x16.splat (i32.sub (local.get $group) (i32.const 48))))
    (local.set $numbers (i32.const 1313792))
    (local.set $last (i32.add (local.get $numbers) (i32.shl (local.get $count) (i32.const 3))))
    (local.set $largest (f64.load (i32.const 520)))
    (block $done
      (loop $cells
        (br_if $done (i32.ge_u (local.get $numbers) (local.get $last)))
        (local.set $from (i32.add (i32.load (local.get $mark)) (i32.const 1)))
        (local.set $to (i32.load offset=4 (local.get $mark)))
        (local.set $mark (i32.add (local.get $mark) (local.get $step)))
        (local.set $number (f64.const -1))
        (block $read
          ;; A return before the line end does not belong to the cell, nor does a blank in the place of a quote.
          (if (i32.le_u (i32.load8_u offset=1023 (local.get $to)) (i32.const 32))
            (then
              (local.set $to (call $end (local.get $to)))
              (local.set $to
                (i32.sub (local.get $to)
                  (i32.eq (i32.load8_u offset=1023 (local.get $to)) (i32.const 32))))))
          (local.set $from
            (i32.add (local.get $from)
              (i32.eq (i32.load8_u offset=1024 (local.get $from)) (i32.const 32))))
          (local.set $length (i32.sub (local.get $to) (local.get $from)))
          (br_if $read (i32.gt_u (i32.sub (local.get $length) (i32.const 1)) (i32.const 15)))
          (local.set $keep (v128.load (local.get $length)))
          (local.set $bytes (v128.load offset=1008 (local.get $to)))
          (local.set $found (v128.and (local.get $keep) (i8x16.eq (local.get $bytes) (local.get $points))))
          (local.set $bytes
            (v128.and (local.get $keep) (i8x16.sub (local.get $bytes) (i8x16.splat (i32.const 48)))))
          (local.set $behind (i32.const 0))
          (if (v128.any_true (local.get $found))
            (then
              (local.set $place (i32.ctz (i8x16.bitmask (local.get $found))))
              (local.set $behind (i32.sub (i32.const 15) (local.get $place)))
              ;; From here on: how many digits stand before the point.
              (local.set $length
                (i32.sub (local.get $place) (i32.sub (i32.const 16) (local.get $length))))
              (br_if $read
                (i32.or
                  (i32.or (i32.eqz (local.get $behind)) (i32.eqz (local.get $length)))
                  (i32.gt_s (local.get $behind) (local.get $decimals))))
              (br_if $read
                (select
                  (local.get $wantsEither)
                  (local.get $wantsSure)
                  (i32.and
                    (i32.and
                      (i32.eq (local.get $behind) (i32.const 3))
                      (i32.le_u (local.get $length) (i32.const 3)))
                    (i32.ne (i32.load8_u offset=1024 (local.get $from)) (i32.const 48)))))
              ;; The digits before the point move behind it.
              (local.set $bytes
                (i8x16.swizzle (local.get $bytes)
                  (i8x16.add
                    (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
                    (i8x16.le_u
                      (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
                      (i8x16.splat (local.get $place)))))))
            (else
              (local.set $found (i8x16.eq (local.get $bytes) (local.get $groups)))
              (if (v128.any_true (local.get $found))
                (then
                  ;; A sign between all groups of three digits, and at most three before the first one.
                  (br_if $read (i32.eqz (i32.and (local.get $length) (i32.const 3))))
                  (br_if $read
                    (i32.ne
                      (i8x16.bitmask (local.get $found))
                      (i32.and (i32.const 0x1110)
                        (i32.shl (i32.const -1) (i32.sub (i32.const 16) (local.get $length))))))
                  (br_if $read (i32.eq (i32.load8_u offset=1024 (local.get $from)) (i32.const 48)))
                  (br_if $read
                    (select
                      (local.get $wantsEither)
                      (local.get $wantsSure)
                      (i32.lt_u (local.get $length) (i32.const 8))))
                  (local.set $bytes
                    (i8x16.swizzle (local.get $bytes)
                      (v128.const i8x16 16 16 16 16 1 2 3 5 6 7 9 10 11 13 14 15)))))))
          (br_if $read (v128.any_true (i8x16.gt_u (local.get $bytes) (i8x16.splat (i32.const 9)))))
          ;; Two digits become one number, then four.
          (local.set $bytes
            (i32x4.dot_i16x8_s
              (i16x8.add
                (i16x8.mul
                  (v128.and (local.get $bytes) (i16x8.splat (i32.const 255)))
                  (i16x8.splat (i32.const 10)))
                (i16x8.shr_u (local.get $bytes) (i32.const 8)))
              (v128.const i16x8 100 1 100 1 100 1 100 1)))
          (local.set $number
            (f64.mul
              (f64.add
                (f64.mul
                  (f64.convert_i32_s
                    (i32.add
                      (i32.mul (i32x4.extract_lane 0 (local.get $bytes)) (i32.const 10000))
                      (i32x4.extract_lane 1 (local.get $bytes))))
                  (f64.const 1e8))
                (f64.convert_i32_s
                  (i32.add
                    (i32.mul (i32x4.extract_lane 2 (local.get $bytes)) (i32.const 10000))
                    (i32x4.extract_lane 3 (local.get $bytes)))))
              (f64.load offset=80 (i32.shl (i32.sub (local.get $decimals) (local.get $behind)) (i32.const 3)))))
          (if (f64.gt (local.get $number) (local.get $largest))
            (then
              (if (f64.gt (local.get $number) (f64.const 9007199254740991))
                (then (local.set $number (f64.const -1)))
                (else (local.set $largest (local.get $number)))))))
        (f64.store (local.get $numbers) (local.get $number))
        (local.set $missing (i32.add (local.get $missing) (f64.lt (local.get $number) (f64.const 0))))
        (local.set $numbers (i32.add (local.get $numbers) (i32.const 8)))
        (br $cells)))
    (f64.store (i32.const 520) (local.get $largest))
    (local.get $missing))

  ;; Makes the codes of one byte or of two, in place. Some behind the last are made so, too.
  (func (export "narrow") (param $count i32) (param $bytes i32)
    (local $from i32) (local $to i32) (local $last i32)
    (local.set $from (i32.const 1575936))
    (local.set $to (i32.const 1575936))
    (local.set $last (i32.add (local.get $from) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $codes
        (br_if $done (i32.ge_u (local.get $from) (local.get $last)))
        (if (i32.eq (local.get $bytes) (i32.const 1))
          (then
            (v128.store (local.get $to)
              (i8x16.narrow_i16x8_u
                (i16x8.narrow_i32x4_u (v128.load (local.get $from)) (v128.load offset=16 (local.get $from)))
                (i16x8.narrow_i32x4_u
                  (v128.load offset=32 (local.get $from))
                  (v128.load offset=48 (local.get $from)))))
            (local.set $from (i32.add (local.get $from) (i32.const 64))))
          (else
            (v128.store (local.get $to)
              (i16x8.narrow_i32x4_u (v128.load (local.get $from)) (v128.load offset=16 (local.get $from))))
            (local.set $from (i32.add (local.get $from) (i32.const 32)))))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (br $codes))))

  ;; Makes whole numbers of 32 bits of the numbers, in place.
  (func (export "whole") (param $count i32)
    (local $from i32) (local $to i32) (local $last i32)
    (local.set $from (i32.const 1313792))
    (local.set $to (i32.const 1313792))
    (local.set $last (i32.add (local.get $from) (i32.shl (local.get $count) (i32.const 3))))
    (block $done
      (loop $numbers
        (br_if $done (i32.ge_u (local.get $from) (local.get $last)))
        (v128.store64_lane 0 (local.get $to) (i32x4.trunc_sat_f64x2_u_zero (v128.load (local.get $from))))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br $numbers)))))
