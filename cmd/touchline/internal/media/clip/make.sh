#!/bin/sh
# Makes the clip anew: the MP4 files beside this script, which the program embeds.
# Only this needs ffmpeg, with libx264, libx265 and drawtext; the files in the
# repository were made with ffmpeg 5.1.9, x264 0.164 and x265 3.5.
#
#   ./make.sh            all files
#   ./make.sh 360p       one of them
#
# A picture file holds 50 frames, 25 a second: one closed group of pictures that
# begins with an IDR picture and has no B frames, so that the last frame may be
# followed by the first. What moves in it comes back to its place after 2 s.
#
# The sound file holds 75 AAC frames of 1,024 samples, 1.6 s at 48 kHz. All its
# frequencies are multiples of 0.625 Hz, so that it too may be repeated. It is cut
# out of the middle of a longer one, whose encoder had settled.
set -eu
cd "$(dirname "$0")"

# One thread, no version strings, no dates: the same encoders make the same bytes.
quiet="-hide_banner -loglevel error -y"
exact="-fflags +bitexact -flags:v +bitexact -flags:a +bitexact -map_metadata -1"
mux="-f mp4 -movflags +frag_keyframe+empty_moov+default_base_moof"
color="-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv"

# scene NAME WIDTH HEIGHT: half a pitch, a ball that runs a figure of eight, the
# name of the rendition and the number of the frame.
scene() {
	line=$(($3 / 120))
	cat <<SCENE
color=c=0x1d6b3a:s=$2x$3:r=25:d=2[grass];
color=c=white:s=$(($3 / 18))x$(($3 / 18)):r=25:d=2[ball];
[grass]drawbox=x=iw/20:y=ih/12:w=iw*9/10:h=ih*5/6:color=0xdde8dd:t=$line,
drawbox=x=iw/2:y=ih/12:w=$line:h=ih*5/6:color=0xdde8dd:t=fill,
drawbox=x=iw/20:y=ih/4:w=iw*3/20:h=ih/2:color=0xdde8dd:t=$line,
drawbox=x=iw*4/5:y=ih/4:w=iw*3/20:h=ih/2:color=0xdde8dd:t=$line[pitch];
[pitch][ball]overlay=x='(W-w)/2+W*2/5*sin(PI*t)':y='(H-h)/2+H*3/10*sin(2*PI*t)':shortest=1,
drawtext=font=DejaVu Sans:text=$1:fontcolor=white:fontsize=h/8:x=w/10:y=h/9,
drawtext=font=DejaVu Sans Mono:text='%{eif\:n\:u\:2}':fontcolor=white:fontsize=h/8:x=w*8/10:y=h/9,
format=$4[out]
SCENE
}

# avc NAME WIDTH HEIGHT LEVEL QUALITY. The SEI message with the encoder's settings
# is taken out: players have no use for it.
avc() {
	ffmpeg $quiet -filter_complex "$(scene "$1" "$2" "$3" yuv420p)" -map "[out]" \
		-c:v libx264 -preset veryslow -profile:v high -level:v "$4" -crf "$5" -threads 1 \
		-bf 0 -g 50 -keyint_min 50 -sc_threshold 0 -x264-params "open-gop=0:force-cfr=1" \
		-bsf:v filter_units=remove_types=6 -video_track_timescale 90000 $color $exact $mux "$1.mp4"
}

# hevc NAME WIDTH HEIGHT LEVEL QUALITY. x265 leaves general_non_packed_constraint_flag
# at 0, which says nothing; the clip has no frame-packing message, so that 1 is as
# true, and is what the .B0 of the codec string promises. The flag is set in the
# VPS and in the SPS: the byte that follows the compatibility flags of Main 10,
# from 0x90 to 0xb0. Parameter sets are left in the header alone, as hvc1 wants it.
hevc() {
	raw=$(mktemp -d)
	trap 'rm -rf "$raw"' EXIT
	ffmpeg $quiet -filter_complex "$(scene "$1" "$2" "$3" yuv420p10le)" -map "[out]" \
		-c:v libx265 -preset slow -profile:v main10 -crf "$5" $color $exact \
		-x265-params "level-idc=$4:high-tier=0:bframes=0:keyint=50:min-keyint=50:scenecut=0:open-gop=0:info=0:pools=none:frame-threads=1:log-level=error" \
		-f hevc "$raw/plain.hevc"
	LC_ALL=C sed 's/\x20\x00\x00\x03\x00\x90\x00\x00\x03/\x20\x00\x00\x03\x00\xb0\x00\x00\x03/g' "$raw/plain.hevc" >"$raw/marked.hevc"
	ffmpeg $quiet -r 25 -i "$raw/marked.hevc" -c copy -bsf:v filter_units=remove_types=32-35 -tag:v hvc1 -video_track_timescale 90000 $exact $mux "$1.mp4"
}

# sound NAME: a quiet fifth, 440 and 660 Hz, that swells 1.25 times a second. The
# header waits for the first frame, which tells the decoder's configuration.
sound() {
	swell='(0.75+0.25*sin(2*PI*1.25*t))'
	raw=$(mktemp -d)
	trap 'rm -rf "$raw"' EXIT
	ffmpeg $quiet -f lavfi -i "aevalsrc='0.03*$swell*sin(2*PI*440*t)|0.03*$swell*sin(2*PI*660*t)':c=stereo:s=48000:d=6.4" \
		-c:a aac -profile:a aac_low -b:a 64k $exact -f adts "$raw/long.aac"
	ffmpeg $quiet -ss 3.2 -i "$raw/long.aac" -frames:a 75 -c copy -bsf:a aac_adtstoasc $exact $mux+delay_moov "$1.mp4"
}

for name in ${*:-2160p 1080p 720p 540p 360p audio}; do
	case $name in
	2160p) hevc 2160p 3840 2160 5.1 26 ;;
	1080p) avc 1080p 1920 1080 4.0 23 ;;
	720p) avc 720p 1280 720 3.1 21 ;;
	540p) avc 540p 960 540 3.1 21 ;;
	360p) avc 360p 640 360 3.0 20 ;;
	audio) sound audio ;;
	*)
		echo "$0: $name: must be 2160p, 1080p, 720p, 540p, 360p or audio" >&2
		exit 2
		;;
	esac
done
