#!/usr/bin/env bash
# Makes the clip that is looped under manifests: two seconds of ffmpeg's test picture
# in each rendition of the default ladder, one closed group of pictures without B
# frames, and a quiet tone in whole frames of AAC. Needs ffmpeg with libx264 and
# libx265; only to be run when the clip is to change.
set -euo pipefail
cd "$(dirname "$0")"

# picture NAME SIZE ENCODER ARGS...: 50 frames, of which only the first is an I-frame.
picture() {
	local name=$1 size=$2
	shift 2
	ffmpeg -hide_banner -loglevel error -y -f lavfi -i "smptebars=s=$size:r=25:d=2" -f lavfi -i "color=c=white:s=32x32:r=25:d=2" \
		-filter_complex "[0][1]overlay=x='mod(t*W/2\,W)':y='H/3':shortest=1,format=yuv420p" -frames:v 50 "$@" \
		-an -map_metadata -1 -fflags +bitexact -flags:v +bitexact -video_track_timescale 90000 \
		-movflags +frag_keyframe+empty_moov+default_base_moof+cmaf -f mp4 "$name.mp4"
}
x264="-c:v libx264 -preset veryslow -crf 30 -bf 0 -g 50 -keyint_min 50 -sc_threshold 0 -threads 1"
picture 2160p 3840x2160 -c:v libx265 -preset medium -crf 34 -pix_fmt yuv420p10le -profile:v main10 -tag:v hvc1 \
	-x265-params "level-idc=5.1:high-tier=0:bframes=0:keyint=50:min-keyint=50:scenecut=0:pools=1:frame-threads=1:log-level=error"
# shellcheck disable=SC2086
{
	picture 1080p 1920x1080 $x264 -profile:v high -level 4.0
	picture 720p 1280x720 $x264 -profile:v high -level 3.1
	picture 540p 960x540 $x264 -profile:v high -level 3.1
	picture 360p 640x360 $x264 -profile:v high -level 3.0
}
# 94 frames of 1,024 samples; a whole number of periods of the tone, so that it goes
# on where the clip begins anew.
ffmpeg -hide_banner -loglevel error -y -f lavfi -i "sine=f=468.75:r=48000:d=4" -af "volume=0.1,pan=stereo|c0=c0|c1=c0" \
	-c:a aac -b:a 64k -frames:a 110 -map_metadata -1 -fflags +bitexact -flags:a +bitexact \
	-movflags +frag_keyframe+empty_moov+default_base_moof+cmaf -f mp4 audio.mp4
